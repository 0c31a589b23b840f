/** Runs a built server and tells its heap after a forced collection when asked over IPC. Start with --expose-gc. */
process.on('message', () => {
  globalThis.gc()
  globalThis.gc()
  process.send(process.memoryUsage())
})
require(process.env.SERVER_FILE)
