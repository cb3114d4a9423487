// What every program has is known in every file of this module, as if it were declared here: there is
// none that does not print, fail or read a file.
@_exported public import CommandSupport
