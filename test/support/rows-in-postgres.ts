// Imported first by a test file: all its APIs then have their rows in PostgreSQL.
process.env['WAYMARK_TEST_ROWS'] = 'postgresql'
