@rem npm scripts here begin with `exec`, so that a signal reaches the program itself and not a shell in between.
@rem Windows has no such command; this one stands in.
@%*
