/* Stands between the program and the C library: fails storage calls, or records them for a power cut.
 *
 *   cc -O2 -shared -fPIC -o shim.so shim.c -ldl        then LD_PRELOAD=shim.so
 *   FAULT_UNDER=/folder   only what lies under this folder (needed)
 *   FAULT_OP=write|sync|open|read|rename|link|mkdir|any    which calls fail
 *   FAULT_ERROR=28        with which errno; 0 stands for a short write
 *   FAULT_AFTER=N         the first N such calls succeed (0)
 *   FAULT_TIMES=M         M calls fail, later ones succeed (all)
 *   FAULT_DIE=N           SIGKILL after N recorded calls
 *   FAULT_LOCK_MS=T       a lock is taken T milliseconds late
 *   FAULT_TRACE=/file     records every call, and every `ACK` written to standard output; syncs nothing
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long seen, failed, recorded;
static int trace_fd = -1;

static long number(const char *name, long otherwise) {
  const char *text = getenv(name);
  return text && *text ? atol(text) : otherwise;
}

static int is_under(const char *path) {
  const char *folder = getenv("FAULT_UNDER");
  return folder && *folder && !strncmp(path, folder, strlen(folder));
}

static void path_of(int fd, char *out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = syscall(SYS_readlink, link, out, PATH_MAX - 1);
  out[n < 0 ? 0 : n] = 0;
}

/* Writes a path from the root, however it was named. */
static void whole(int folder, const char *path, char *out) {
  char base[PATH_MAX] = "";
  if (path[0] != '/') {
    if (folder == AT_FDCWD) {
      if (syscall(SYS_getcwd, base, sizeof base) < 0) base[0] = 0;
    } else {
      path_of(folder, base);
    }
  }
  if (base[0]) snprintf(out, PATH_MAX, "%s/%s", base, path);
  else snprintf(out, PATH_MAX, "%s", path);
}

/* Says whether this call is to fail; sets errno then. */
static int fails(const char *op, const char *path) {
  const char *wanted = getenv("FAULT_OP");
  if (!wanted || !is_under(path) || (strcmp(wanted, op) && strcmp(wanted, "any"))) return 0;
  pthread_mutex_lock(&lock);
  long times = number("FAULT_TIMES", -1);
  int bad = seen++ >= number("FAULT_AFTER", 0) && (times < 0 || failed < times);
  failed += bad;
  pthread_mutex_unlock(&lock);
  if (bad) errno = (int)number("FAULT_ERROR", ENOSPC);
  return bad;
}

/* A record: kind, offset i64, two lengths u32, path, data or second path. */
static void record(char kind, const char *path, const void *data, uint32_t size, int64_t at) {
  const char *file = getenv("FAULT_TRACE");
  if (!file || !is_under(path)) return;
  pthread_mutex_lock(&lock);
  if (trace_fd < 0)
    trace_fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  uint32_t length = (uint32_t)strlen(path);
  struct { int64_t at; uint32_t length, size; } head = {at, length, size};
  struct iovec parts[] = {{&kind, 1}, {&head, 16}, {(void *)path, length}, {(void *)data, size}};
  if (syscall(SYS_writev, trace_fd, parts, 4) < 0) abort();
  long die = number("FAULT_DIE", -1);
  int dies = kind != 'A' && ++recorded == die;
  pthread_mutex_unlock(&lock);
  if (dies) syscall(SYS_kill, getpid(), SIGKILL);
}

ssize_t write(int fd, const void *data, size_t size) {
  char path[PATH_MAX];
  const char *under = getenv("FAULT_UNDER");
  if (fd <= 2) {
    ssize_t n = syscall(SYS_write, fd, data, size);
    if (fd == 1 && under && n > 4 && !memcmp(data, "ACK ", 4)) record('A', under, data, (uint32_t)n, 0);
    return n;
  }
  path_of(fd, path);
  if (fails("write", path)) {
    if (errno != 0) return -1;
    size = size / 2;
  }
  ssize_t n = syscall(SYS_write, fd, data, size);
  if (n > 0) record('W', path, data, (uint32_t)n, (int64_t)syscall(SYS_lseek, fd, 0, SEEK_CUR) - n);
  return n;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  ssize_t all = 0;
  if (fd <= 2) return syscall(SYS_writev, fd, parts, count);
  for (int i = 0; i < count; i++) {
    ssize_t n = write(fd, parts[i].iov_base, parts[i].iov_len);
    if (n < 0) return all ? all : n;
    all += n;
    if ((size_t)n < parts[i].iov_len) break;
  }
  return all;
}

ssize_t read(int fd, void *data, size_t size) {
  char path[PATH_MAX];
  if (fd > 2 && getenv("FAULT_OP")) {
    path_of(fd, path);
    if (fails("read", path)) return -1;
  }
  return syscall(SYS_read, fd, data, size);
}

static int synced(int fd, long which) {
  char path[PATH_MAX];
  path_of(fd, path);
  if (fails("sync", path)) return -1;
  /* A power cut is made from the record alone, so the disk need not be waited for. */
  int done = getenv("FAULT_TRACE") ? 0 : (int)syscall(which, fd);
  if (!done) record('S', path, "", 0, 0);
  return done;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int ftruncate64(int fd, off64_t size) {
  char path[PATH_MAX];
  path_of(fd, path);
  if (fails("write", path)) return -1;
  int done = (int)syscall(SYS_ftruncate, fd, size);
  if (!done) record('T', path, "", 0, size);
  return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int opened(int folder, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  whole(folder, name, path);
  if (fails("open", path)) return -1;
  int made = (flags & O_CREAT) && syscall(SYS_faccessat, folder, name, F_OK) != 0;
  int fd = (int)syscall(SYS_openat, folder, name, flags, mode);
  if (fd >= 0 && made) record('C', path, "", 0, 0);
  else if (fd >= 0 && (flags & O_TRUNC)) record('T', path, "", 0, 0);
  return fd;
}
#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list a; va_start(a, flags); mode = va_arg(a, mode_t); va_end(a); }
int open(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags | O_LARGEFILE, mode); }
int openat(int at, const char *name, int flags, ...) { MODE return opened(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { MODE return opened(at, name, flags | O_LARGEFILE, mode); }

DIR *opendir(const char *name) {
  DIR *(*next)(const char *) = (DIR * (*)(const char *)) dlsym(RTLD_NEXT, "opendir");
  char path[PATH_MAX];
  whole(AT_FDCWD, name, path);
  return fails("open", path) ? NULL : next(name);
}

int mkdir(const char *name, mode_t mode) {
  char path[PATH_MAX];
  whole(AT_FDCWD, name, path);
  if (fails("mkdir", path)) return -1;
  int done = (int)syscall(SYS_mkdirat, AT_FDCWD, name, mode);
  if (!done) record('D', path, "", 0, 0);
  return done;
}

static int moved(int from, const char *old, int to, const char *new, unsigned flags) {
  char source[PATH_MAX], target[PATH_MAX];
  whole(from, old, source);
  whole(to, new, target);
  if (fails("rename", target)) return -1;
  int done = (int)syscall(SYS_renameat2, from, old, to, new, flags);
  if (!done) record('R', source, target, (uint32_t)strlen(target), 0);
  return done;
}
int rename(const char *old, const char *new) { return moved(AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return moved(from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) { return moved(from, old, to, new, flags); }

int linkat(int from, const char *old, int to, const char *new, int flags) {
  char source[PATH_MAX], target[PATH_MAX];
  whole(from, old, source);
  whole(to, new, target);
  if (fails("link", target)) return -1;
  int done = (int)syscall(SYS_linkat, from, old, to, new, flags);
  if (!done) record('L', source, target, (uint32_t)strlen(target), 0);
  return done;
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int unlinkat(int at, const char *name, int flags) {
  char path[PATH_MAX];
  whole(at, name, path);
  int done = (int)syscall(SYS_unlinkat, at, name, flags);
  if (!done) record('U', path, "", 0, 0);
  return done;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

/* Quick copies pass by what is recorded here; without them a copy is reads and writes. */
ssize_t copy_file_range(int a, off64_t *b, int c, off64_t *d, size_t e, unsigned f) {
  (void)a, (void)b, (void)c, (void)d, (void)e, (void)f;
  errno = ENOSYS;
  return -1;
}
ssize_t sendfile64(int a, int b, off64_t *c, size_t d) { (void)a, (void)b, (void)c, (void)d; errno = ENOSYS; return -1; }

int flock(int fd, int how) {
  long late = number("FAULT_LOCK_MS", 0);
  struct timespec pause = {late / 1000, (late % 1000) * 1000000};
  if (late) nanosleep(&pause, NULL);
  return (int)syscall(SYS_flock, fd, how);
}
