"""What ./sidelight bench is made of. Imports go down only: host, http, subjects, then what measures, then report."""
