"""The files of a finished keepsake: encoders are pure (values in, bytes out), `files` writes."""
