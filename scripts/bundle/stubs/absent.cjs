// The package that asks for this catches the error and goes on without.
throw new Error('Not part of the bundle')
