// Loaded before the C library (LD_PRELOAD): makes one call that writes below a folder fail.
//
// FAULTS names a file that is mapped into memory; Faults.java maps the same one:
//   int 0  whether calls are counted
//   int 1  the number of the first call that fails, from 1; 0 for none
//   int 2  errno of the failure
//   int 3  how many calls fail from there on
//   int 4  how many calls were made
//   from byte 64: the folder; from byte 1024: the name of the call that failed, and its path

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

volatile int *control;

char *text(int at) { return reinterpret_cast<char *>(const_cast<int *>(control)) + at; }

__attribute__((constructor)) void start() {
  const char *file = getenv("FAULTS");
  int fd = file ? static_cast<int>(syscall(SYS_openat, AT_FDCWD, file, O_RDWR)) : -1;
  if (fd < 0) return;
  void *memory = mmap(nullptr, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory != MAP_FAILED) control = static_cast<volatile int *>(memory);
  syscall(SYS_close, fd);
}

bool below(const char *path) {
  const char *folder = text(64);
  size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

// Whether this call is to fail; sets errno.
bool fails(const char *call, const char *path) {
  if (!control || !control[0] || !below(path)) return false;
  int number = __sync_add_and_fetch(&control[4], 1);
  if (control[1] == 0 || number < control[1] || number - control[1] >= control[3]) return false;
  if (number == control[1]) snprintf(text(1024), 4096, "%s %s", call, path);
  errno = control[2];
  return true;
}

const char *of(int fd, char *buffer) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, buffer, PATH_MAX - 1);
  buffer[length < 0 ? 0 : length] = 0;
  return buffer;
}

const char *at(int folder, const char *path, char *buffer) {
  if (path[0] == '/') return path;
  char start[PATH_MAX];
  if (folder == AT_FDCWD) {
    if (syscall(SYS_getcwd, start, sizeof start) < 0) start[0] = 0;
  } else {
    of(folder, start);
  }
  snprintf(buffer, PATH_MAX, "%.2000s/%.2000s", start, path);
  return buffer;
}

bool fails(const char *call, int fd) {
  char buffer[PATH_MAX];
  return control && control[0] && fails(call, of(fd, buffer));
}

bool fails(const char *call, int folder, const char *path) {
  char buffer[PATH_MAX];
  return control && control[0] && fails(call, at(folder, path, buffer));
}

template <typename F> F next(const char *name) { return reinterpret_cast<F>(dlsym(RTLD_NEXT, name)); }

bool writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)); }

}  // namespace

#define OPEN(name)                                                       \
  extern "C" int name(const char *path, int flags, ...) {                \
    va_list rest;                                                        \
    va_start(rest, flags);                                               \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                        \
    if (writes(flags) && fails("open", AT_FDCWD, path)) return -1;       \
    static auto real = next<int (*)(const char *, int, ...)>(#name);     \
    return real(path, flags, mode);                                      \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                     \
  extern "C" int name(int folder, const char *path, int flags, ...) {    \
    va_list rest;                                                        \
    va_start(rest, flags);                                               \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                        \
    if (writes(flags) && fails("openat", folder, path)) return -1;       \
    static auto real = next<int (*)(int, const char *, int, ...)>(#name); \
    return real(folder, path, flags, mode);                              \
  }
OPENAT(openat)
OPENAT(openat64)

// A call by descriptor: its type, its name, its parameters, its arguments.
#define BY_FD(type, name, parameters, arguments)                         \
  extern "C" type name parameters {                                      \
    if (fails(#name, fd)) return -1;                                     \
    static auto real = next<type(*) parameters>(#name);                  \
    return real arguments;                                               \
  }
BY_FD(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
BY_FD(ssize_t, writev, (int fd, const struct iovec *data, int count), (fd, data, count))
BY_FD(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t from), (fd, data, size, from))
BY_FD(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t from), (fd, data, size, from))
BY_FD(ssize_t, sendfile64, (int fd, int in, off64_t *from, size_t size), (fd, in, from, size))
BY_FD(int, fsync, (int fd), (fd))
BY_FD(int, fdatasync, (int fd), (fd))
BY_FD(int, ftruncate, (int fd, off_t size), (fd, size))
BY_FD(int, ftruncate64, (int fd, off64_t size), (fd, size))
BY_FD(int, fchmod, (int fd, mode_t mode), (fd, mode))
BY_FD(int, futimens, (int fd, const struct timespec *times), (fd, times))

extern "C" ssize_t copy_file_range(int in, off64_t *from, int fd, off64_t *to, size_t size, unsigned flags) {
  if (fails("copy_file_range", fd)) return -1;
  static auto real = next<ssize_t (*)(int, off64_t *, int, off64_t *, size_t, unsigned)>("copy_file_range");
  return real(in, from, fd, to, size, flags);
}

#define BY_PATH(name, parameters, arguments)                             \
  extern "C" int name parameters {                                       \
    if (fails(#name, AT_FDCWD, path)) return -1;                         \
    static auto real = next<int(*) parameters>(#name);                   \
    return real arguments;                                               \
  }
BY_PATH(unlink, (const char *path), (path))
BY_PATH(remove, (const char *path), (path))
BY_PATH(rmdir, (const char *path), (path))
BY_PATH(mkdir, (const char *path, mode_t mode), (path, mode))
BY_PATH(chmod, (const char *path, mode_t mode), (path, mode))
BY_PATH(truncate, (const char *path, off_t size), (path, size))

extern "C" int unlinkat(int folder, const char *path, int flags) {
  if (fails("unlinkat", folder, path)) return -1;
  static auto real = next<int (*)(int, const char *, int)>("unlinkat");
  return real(folder, path, flags);
}

extern "C" int rename(const char *from, const char *path) {
  if (fails("rename", AT_FDCWD, path)) return -1;
  static auto real = next<int (*)(const char *, const char *)>("rename");
  return real(from, path);
}

extern "C" int renameat(int old, const char *from, int folder, const char *path) {
  if (fails("renameat", folder, path)) return -1;
  static auto real = next<int (*)(int, const char *, int, const char *)>("renameat");
  return real(old, from, folder, path);
}

extern "C" int link(const char *from, const char *path) {
  if (fails("link", AT_FDCWD, path)) return -1;
  static auto real = next<int (*)(const char *, const char *)>("link");
  return real(from, path);
}

extern "C" int symlink(const char *from, const char *path) {
  if (fails("symlink", AT_FDCWD, path)) return -1;
  static auto real = next<int (*)(const char *, const char *)>("symlink");
  return real(from, path);
}
