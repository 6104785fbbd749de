'use strict'

/** Something that a person can put right: shown as its message alone, without a stack. */
class LaunchFailure extends Error {}

module.exports = { LaunchFailure }
