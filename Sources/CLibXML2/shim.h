#include <libxml/xmlversion.h>
// Debian's headers pull in the system's ICU, whose types differ from those of the ICU that Foundation brings. Only trailing members of structures that libxml2
// itself makes depend on it.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
