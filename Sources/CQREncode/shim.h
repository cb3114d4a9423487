#ifndef KLUIS_CQRENCODE_SHIM_H
#define KLUIS_CQRENCODE_SHIM_H

#include <qrencode.h>

#endif
