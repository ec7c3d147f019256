import process from 'node:process'

/** The Node that runs the bundle: the one of the tests, or another that users may have. */
export const testNode = process.env.LINESTAT_TEST_NODE || process.execPath
