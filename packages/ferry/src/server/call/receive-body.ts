/** Moves the raw body into a sink, within a size and a time, and leaves the connection able to carry the answer. */
import type { Readable } from 'node:stream'
import { Refusal } from './refusal.ts'

export interface BodyLimits {
  /** bytes */
  readonly size: number
  /** ms for the whole body */
  readonly time: number
}

export interface BodySink {
  /** false: wait for `drain` before the next chunk. */
  write(chunk: Buffer): boolean
  end(): void
  /** The body was cut short or is not wanted any more. */
  destroy(): void
  once(event: 'drain' | 'close', listener: () => void): unknown
}

/**
 * Calls `done` once: with null when the whole body went into the sink; with a Refusal at the first chunk too many, when
 * the time is over, or when the client goes away; then nothing more is read.
 *
 * Not stream.pipeline: on failure that destroys the request, and with it the socket on which 413 has to be answered.
 */
export function receiveBody(
  body: Readable,
  limits: BodyLimits,
  sink: BodySink,
  done: (refusal: Refusal | null) => void,
): void {
  let received = 0
  let settled = false
  const timer = setTimeout(() => fail(new Refusal('timeout', 'The body took too long to arrive.')), limits.time)

  function onData(chunk: Buffer): void {
    received += chunk.length
    if (received > limits.size) fail(tooLarge())
    else if (!sink.write(chunk)) {
      body.pause()
      sink.once('drain', () => {
        if (!settled) body.resume()
      })
    }
  }
  function onEnd(): void {
    settle()
    sink.end()
    done(null)
  }
  function onGone(): void {
    // Every sink closes in the end; only an open body has a refusal to make.
    if (!settled) fail(new Refusal('bad-request', 'The body ended early.'))
  }
  function fail(refusal: Refusal): void {
    if (settled) return
    settle()
    body.pause()
    // A late error of the abandoned request (the client hangs up) must find a listener.
    body.on('error', ignore)
    done(refusal)
    sink.destroy()
  }
  function settle(): void {
    settled = true
    clearTimeout(timer)
    body.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone)
  }

  body.on('error', onGone).on('close', onGone).on('end', onEnd)
  // Whoever reads the sink has its own reason by then; this one only stops the flow.
  sink.once('close', onGone)
  if (body.readableEnded || body.destroyed) onGone()
  else body.on('data', onData)
}

export function tooLarge(): Refusal {
  return new Refusal('too-large', 'The body is larger than this function accepts.')
}

function ignore(): void {}
