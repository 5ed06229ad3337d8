// SPDX-License-Identifier: Apache-2.0
// Opens model libraries. The dynamic linker trusts files: a truncated one ends the process, and a
// new file with the inode of a deleted one is taken for the library loaded before.
#ifndef NICCOSIM_JNI_LIBRARY_H_
#define NICCOSIM_JNI_LIBRARY_H_

#include "jni_check.h"

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <set>
#include <utility>

namespace niccosim {

class LibraryFile final {
public:
    explicit LibraryFile(const std::string& path)
        : path_(path), descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (descriptor_ < 0) fail(std::strerror(errno));
    }
    ~LibraryFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    LibraryFile(const LibraryFile&) = delete;
    LibraryFile& operator=(const LibraryFile&) = delete;

    // Throws unless every part the headers name is within the file.
    void check_complete() const {
        struct stat status {};
        if (fstat(descriptor_, &status) != 0) fail(std::strerror(errno));
        const uint64_t size = static_cast<uint64_t>(status.st_size);
        Elf64_Ehdr header{};
        if (!read_at(0, &header, sizeof(header))) fail("file too short");
        if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) fail("invalid ELF header");
        if (header.e_phentsize != sizeof(Elf64_Phdr)) fail("invalid ELF header");
        if (header.e_shoff + uint64_t{header.e_shnum} * header.e_shentsize > size) {
            fail("file is truncated");
        }
        for (unsigned i = 0; i < header.e_phnum; ++i) {
            Elf64_Phdr part{};
            if (!read_at(header.e_phoff + i * sizeof(part), &part, sizeof(part))
                || part.p_filesz > size || part.p_offset > size - part.p_filesz) {
                fail("file is truncated");
            }
        }
    }

    // The file stays open from now on, so that its inode is not given to another one: once per
    // library, however often it is opened.
    void keep() {
        struct stat status {};
        if (fstat(descriptor_, &status) != 0) return;
        static std::mutex mutex;
        static auto* const kept = new std::set<std::pair<dev_t, ino_t>>();
        const std::lock_guard<std::mutex> lock{mutex};
        if (kept->emplace(status.st_dev, status.st_ino).second) descriptor_ = -1;
    }

    [[noreturn]] void fail(const std::string& reason) const {
        throw BridgeError("model library does not load: " + path_ + ": " + reason, "", 0);
    }

private:
    bool read_at(uint64_t offset, void* to, size_t bytes) const {
        return pread(descriptor_, to, bytes, static_cast<off_t>(offset))
               == static_cast<ssize_t>(bytes);
    }

    const std::string path_;
    int descriptor_;
};

}  // namespace niccosim

#endif
