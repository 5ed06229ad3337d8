-- SPDX-License-Identifier: Apache-2.0
-- Nine-valued logic, enumerations, records, integers and reals, for GHDL.
library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;

entity stage is
  generic (Offset : natural := 3);
  port (clk_i : in std_logic; data_i : in unsigned(7 downto 0); data_o : out unsigned(7 downto 0));
end entity;

architecture rtl of stage is
begin
  process (clk_i) begin
    if rising_edge(clk_i) then data_o <= data_i + Offset; end if;
  end process;
end architecture;

library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;

entity stages is end entity;

architecture sim of stages is
  type state_t is (Idle, Fetch, Write, Done);
  type op_t is record
    addr : std_logic_vector(15 downto 0);
    last : std_logic;
  end record;
  signal clk   : std_logic := '0';
  signal a, b  : unsigned(7 downto 0) := (others => '0');
  signal state : state_t := Idle;
  signal op    : op_t;
  signal count : integer := -2;
  signal level : real := 0.5;
  signal ready : boolean := false;
  signal weak  : std_logic_vector(0 to 8) := "UX01ZWLH-";
  signal bits  : bit_vector(3 downto 0) := "1010";
begin
  clk <= not clk after 3 ns when now < 200 ns else '0';
  u_stage : entity work.stage generic map (Offset => 5) port map (clk_i => clk, data_i => a, data_o => b);
  process (clk) begin
    if rising_edge(clk) then
      a <= a + 1;
      count <= count + 1;
      level <= level * 1.5;
      ready <= not ready;
      weak <= weak(1 to 8) & weak(0);
      bits <= bits(2 downto 0) & bits(3);
      op.addr <= std_logic_vector(a & b);
      op.last <= a(2);
      if state = Done then state <= Idle; else state <= state_t'succ(state); end if;
    end if;
  end process;
end architecture;
