#ifndef KLUIS_YARDSTICK_H
#define KLUIS_YARDSTICK_H

#include <stddef.h>
#include <stdint.h>

// Each function does its work `rounds` times and returns seconds, or a negative number on failure.

/// AES-256-GCM over chunks of 16 KiB with a reused context, one key.
double yardstick_gcm_16k(size_t rounds);
/// SHA-256 of `size` bytes, low level of EVP with a reused context.
double yardstick_sha256(size_t size, size_t rounds);
/// Hashes every entry of `count` x `size` bytes and the tree above, as a scan of a log must.
double yardstick_merkle(size_t count, size_t size);
/// The public-key operations of one mediated open: signatures made and verified, key agreements.
double yardstick_open_operations(size_t signs, size_t verifies, size_t agreements, size_t rounds);
/// One durable SQLite commit (WAL, synchronous FULL) of a row of `size` bytes.
double yardstick_commit(const char *path, size_t size, size_t rounds);
/// One fdatasync of an appended block of 512 bytes.
double yardstick_fdatasync(const char *path, size_t rounds);

#endif
