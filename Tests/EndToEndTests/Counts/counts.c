// Counts what a program does while this library is preloaded: allocations, statements prepared and stepped by SQLite, and bytes it writes to and reads from its files.
// At the end the counts are written to the file that COUNTS_FILE names, a name and a number a line.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static atomic_ulong allocations, statements, steps, written, fetched;

void *malloc(size_t count) { allocations++; return __libc_malloc(count); }
void *calloc(size_t count, size_t size) { allocations++; return __libc_calloc(count, size); }
void *realloc(void *old, size_t count) { allocations++; return __libc_realloc(old, count); }
void *aligned_alloc(size_t alignment, size_t count) { allocations++; return __libc_memalign(alignment, count); }

int posix_memalign(void **result, size_t alignment, size_t count) {
    allocations++;
    *result = __libc_memalign(alignment, count);
    return *result ? 0 : ENOMEM;
}

int sqlite3_step(void *statement) {
    static int (*original)(void *);
    if (!original) original = dlsym(RTLD_NEXT, "sqlite3_step");
    steps++;
    return original(statement);
}

int sqlite3_prepare_v3(void *database, const char *sql, int count, unsigned flags, void **statement, const char **tail) {
    static int (*original)(void *, const char *, int, unsigned, void **, const char **);
    if (!original) original = dlsym(RTLD_NEXT, "sqlite3_prepare_v3");
    statements++;
    return original(database, sql, count, flags, statement, tail);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
    static ssize_t (*original)(int, const void *, size_t, off_t);
    if (!original) original = dlsym(RTLD_NEXT, "pwrite64");
    ssize_t result = original(file, bytes, count, offset);
    if (result > 0) written += result;
    return result;
}

ssize_t pread64(int file, void *bytes, size_t count, off_t offset) {
    static ssize_t (*original)(int, void *, size_t, off_t);
    if (!original) original = dlsym(RTLD_NEXT, "pread64");
    ssize_t result = original(file, bytes, count, offset);
    if (result > 0) fetched += result;
    return result;
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("COUNTS_FILE");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    fprintf(file, "allocations %lu\nstatements %lu\nsteps %lu\nwritten %lu\nfetched %lu\n", allocations, statements, steps, written, fetched);
    fclose(file);
}
