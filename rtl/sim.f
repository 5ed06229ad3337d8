// The engine with the protocol checkers bound to it: what simulations compile.
-F rtl.f
tb/nicdma_chk_stable.sv
tb/nicdma_axi_chk.sv
tb/nicdma_chk_bind.sv
