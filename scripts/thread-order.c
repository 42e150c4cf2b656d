// Tells the thread sanitizer what orders memory in code that is not instrumented: the slow paths of Swift's Mutex, and libdispatch. Preloaded by scripts/sanitize.
//
// Each function does what the one it stands before does, and notes before it a release of, or after it an acquire of, the object that orders both sides.

#define _GNU_SOURCE
#include <Block.h>
#include <dispatch/dispatch.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

// Other programs that the tests start have no sanitizer.
static void acquire(void *place) {
    if (__tsan_acquire) __tsan_acquire(place);
}
static void release(void *place) {
    if (__tsan_release) __tsan_release(place);
}

#define ORIGINAL(name) ({ static void *found; if (!found) found = dlsym(RTLD_NEXT, name); found; })

// Swift's Mutex on Linux: the fast paths are atomics in instrumented code.

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"

SWIFT void lock_slow(uint32_t owner, SELF) __asm__(LOCK);
SWIFT void unlock_slow(SELF) __asm__(UNLOCK);
SWIFT bool try_lock_slow(SELF) __asm__(TRY_LOCK);

typedef SWIFT void (*LockSlow)(uint32_t, SELF);
typedef SWIFT void (*UnlockSlow)(SELF);
typedef SWIFT bool (*TryLockSlow)(SELF);

SWIFT void lock_slow(uint32_t owner, SELF) {
    ((LockSlow)ORIGINAL(LOCK))(owner, self);
    acquire(self);
}

SWIFT void unlock_slow(SELF) {
    release(self);
    ((UnlockSlow)ORIGINAL(UNLOCK))(self);
}

SWIFT bool try_lock_slow(SELF) {
    bool isTaken = ((TryLockSlow)ORIGINAL(TRY_LOCK))(self);
    if (isTaken) acquire(self);
    return isTaken;
}

// Semaphores and groups.

intptr_t dispatch_semaphore_signal(dispatch_semaphore_t semaphore) {
    release(semaphore);
    return ((intptr_t (*)(dispatch_semaphore_t))ORIGINAL("dispatch_semaphore_signal"))(semaphore);
}

intptr_t dispatch_semaphore_wait(dispatch_semaphore_t semaphore, dispatch_time_t timeout) {
    intptr_t result = ((intptr_t (*)(dispatch_semaphore_t, dispatch_time_t))ORIGINAL("dispatch_semaphore_wait"))(semaphore, timeout);
    if (result == 0) acquire(semaphore);
    return result;
}

void dispatch_group_leave(dispatch_group_t group) {
    release(group);
    ((void (*)(dispatch_group_t))ORIGINAL("dispatch_group_leave"))(group);
}

intptr_t dispatch_group_wait(dispatch_group_t group, dispatch_time_t timeout) {
    intptr_t result = ((intptr_t (*)(dispatch_group_t, dispatch_time_t))ORIGINAL("dispatch_group_wait"))(group, timeout);
    if (result == 0) acquire(group);
    return result;
}

// Work on other threads: what comes before it is seen by it, and what it does is seen by who waits for it.

void dispatch_apply(size_t count, dispatch_queue_t queue, void (^block)(size_t)) {
    char mark;
    void *place = &mark;
    release(place);
    ((void (*)(size_t, dispatch_queue_t, void (^)(size_t)))ORIGINAL("dispatch_apply"))(count, queue, ^(size_t index) {
        acquire(place);
        block(index);
        release(place);
    });
    acquire(place);
}

typedef struct {
    void *context;
    void (*work)(void *, size_t);
} Apply;

static void apply_one(void *context, size_t index) {
    Apply *apply = context;
    acquire(apply);
    apply->work(apply->context, index);
    release(apply);
}

void dispatch_apply_f(size_t count, dispatch_queue_t queue, void *context, void (*work)(void *, size_t)) {
    Apply apply = {context, work};
    release(&apply);
    ((void (*)(size_t, dispatch_queue_t, void *, void (*)(void *, size_t)))ORIGINAL("dispatch_apply_f"))(count, queue, &apply, apply_one);
    acquire(&apply);
}

static dispatch_block_t ordered(dispatch_block_t block, void *group) {
    dispatch_block_t copy = Block_copy(block);
    release(copy);
    return Block_copy(^{
        acquire(copy);
        copy();
        if (group) release(group);
        Block_release(copy);
    });
}

void dispatch_async(dispatch_queue_t queue, dispatch_block_t block) {
    dispatch_block_t work = ordered(block, 0);
    ((void (*)(dispatch_queue_t, dispatch_block_t))ORIGINAL("dispatch_async"))(queue, work);
    Block_release(work);
}

void dispatch_group_async(dispatch_group_t group, dispatch_queue_t queue, dispatch_block_t block) {
    dispatch_block_t work = ordered(block, group);
    ((void (*)(dispatch_group_t, dispatch_queue_t, dispatch_block_t))ORIGINAL("dispatch_group_async"))(group, queue, work);
    Block_release(work);
}
