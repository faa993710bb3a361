"""One file per migration: additive first, destructive one release later."""
