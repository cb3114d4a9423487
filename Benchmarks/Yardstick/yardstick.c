#include "yardstick.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

double yardstick_gcm_16k(size_t rounds) {
    unsigned char key[32], iv[12] = {0}, tag[16];
    unsigned char *in = malloc(16384), *out = malloc(16384);
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    int n, failed = !in || !out || !cipher || !ctx || RAND_bytes(key, 32) != 1;
    if (!failed) memset(in, 7, 16384);
    double start = now();
    for (size_t i = 0; i < rounds && !failed; i++) {
        iv[0] = (unsigned char)i;
        failed = EVP_EncryptInit_ex2(ctx, cipher, key, iv, NULL) != 1 ||
                 EVP_EncryptUpdate(ctx, out, &n, in, 16384) != 1 ||
                 EVP_EncryptFinal_ex(ctx, out, &n) != 1 ||
                 EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, 16, tag) != 1;
    }
    double seconds = now() - start;
    EVP_CIPHER_CTX_free(ctx);
    EVP_CIPHER_free(cipher);
    free(in);
    free(out);
    return failed ? -1 : seconds;
}

static int digest(EVP_MD_CTX *ctx, const EVP_MD *md, unsigned char prefix, const void *a, size_t na,
                  const void *b, size_t nb, unsigned char out[32]) {
    return EVP_DigestInit_ex2(ctx, md, NULL) == 1 && EVP_DigestUpdate(ctx, &prefix, 1) == 1 &&
           EVP_DigestUpdate(ctx, a, na) == 1 && (nb == 0 || EVP_DigestUpdate(ctx, b, nb) == 1) &&
           EVP_DigestFinal_ex(ctx, out, NULL) == 1;
}

double yardstick_sha256(size_t size, size_t rounds) {
    EVP_MD *md = EVP_MD_fetch(NULL, "SHA256", NULL);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    unsigned char *in = calloc(1, size), out[32];
    int failed = !md || !ctx || !in;
    double start = now();
    for (size_t i = 0; i < rounds && !failed; i++) failed = !digest(ctx, md, 0, in, size, NULL, 0, out);
    double seconds = now() - start;
    EVP_MD_CTX_free(ctx);
    EVP_MD_free(md);
    free(in);
    return failed ? -1 : seconds;
}

double yardstick_merkle(size_t count, size_t size) {
    EVP_MD *md = EVP_MD_fetch(NULL, "SHA256", NULL);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    unsigned char *in = calloc(1, size), stack[64][32];
    int depth = 0, failed = !md || !ctx || !in;
    double start = now();
    for (size_t i = 0; i < count && !failed; i++) {
        memcpy(in, &i, sizeof i);
        failed = !digest(ctx, md, 0, in, size, NULL, 0, stack[depth++]);
        for (size_t n = i; (n & 1) && !failed; n >>= 1) {
            failed = !digest(ctx, md, 1, stack[depth - 2], 32, stack[depth - 1], 32, stack[depth - 2]);
            depth--;
        }
    }
    double seconds = now() - start;
    EVP_MD_CTX_free(ctx);
    EVP_MD_free(md);
    free(in);
    return failed ? -1 : seconds;
}

double yardstick_open_operations(size_t signs, size_t verifies, size_t agreements, size_t rounds) {
    EVP_PKEY *ed = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    EVP_PKEY *x = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
    EVP_PKEY *peer = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    unsigned char message[512] = {1}, signature[64], secret[32];
    size_t n = sizeof signature;
    int failed = !ed || !x || !peer || !md ||
                 EVP_DigestSignInit(md, NULL, NULL, NULL, ed) != 1 ||
                 EVP_DigestSign(md, signature, &n, message, sizeof message) != 1;
    double start = now();
    for (size_t i = 0; i < rounds && !failed; i++) {
        for (size_t k = 0; k < signs && !failed; k++) {
            EVP_MD_CTX *c = EVP_MD_CTX_new();
            n = sizeof signature;
            failed = EVP_DigestSignInit(c, NULL, NULL, NULL, ed) != 1 ||
                     EVP_DigestSign(c, signature, &n, message, sizeof message) != 1;
            EVP_MD_CTX_free(c);
        }
        for (size_t k = 0; k < verifies && !failed; k++) {
            EVP_MD_CTX *c = EVP_MD_CTX_new();
            failed = EVP_DigestVerifyInit(c, NULL, NULL, NULL, ed) != 1 ||
                     EVP_DigestVerify(c, signature, 64, message, sizeof message) != 1;
            EVP_MD_CTX_free(c);
        }
        for (size_t k = 0; k < agreements && !failed; k++) {
            EVP_PKEY_CTX *c = EVP_PKEY_CTX_new(x, NULL);
            size_t length = sizeof secret;
            failed = EVP_PKEY_derive_init(c) != 1 || EVP_PKEY_derive_set_peer(c, peer) != 1 ||
                     EVP_PKEY_derive(c, secret, &length) != 1;
            EVP_PKEY_CTX_free(c);
        }
    }
    double seconds = now() - start;
    EVP_MD_CTX_free(md);
    EVP_PKEY_free(ed);
    EVP_PKEY_free(x);
    EVP_PKEY_free(peer);
    return failed ? -1 : seconds;
}

double yardstick_commit(const char *path, size_t size, size_t rounds) {
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    unsigned char *row = calloc(1, size);
    int failed = !row || sqlite3_open(path, &db) != SQLITE_OK ||
                 sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                  "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, b BLOB)",
                              NULL, NULL, NULL) != SQLITE_OK ||
                 sqlite3_prepare_v2(db, "INSERT INTO t(b) VALUES(?)", -1, &insert, NULL) != SQLITE_OK;
    double start = now();
    for (size_t i = 0; i < rounds && !failed; i++) {
        failed = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK ||
                 sqlite3_bind_blob(insert, 1, row, (int)size, SQLITE_STATIC) != SQLITE_OK ||
                 sqlite3_step(insert) != SQLITE_DONE || sqlite3_reset(insert) != SQLITE_OK ||
                 sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK;
    }
    double seconds = now() - start;
    sqlite3_finalize(insert);
    sqlite3_close(db);
    free(row);
    return failed ? -1 : seconds;
}

double yardstick_fdatasync(const char *path, size_t rounds) {
    char block[512] = {0};
    int file = open(path, O_CREAT | O_WRONLY | O_APPEND, 0600), failed = file < 0;
    double start = now();
    for (size_t i = 0; i < rounds && !failed; i++)
        failed = write(file, block, sizeof block) != sizeof block || fdatasync(file) != 0;
    double seconds = now() - start;
    if (file >= 0) close(file);
    return failed ? -1 : seconds;
}
