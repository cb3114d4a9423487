#ifndef KLUIS_COPENSSL_SHIM_H
#define KLUIS_COPENSSL_SHIM_H

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#endif
