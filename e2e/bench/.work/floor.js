import * as React from 'react'
import { hydrateRoot } from 'react-dom/client'
import { createFromReadableStream, createServerReference, encodeReply } from 'react-server-dom-webpack/client'
self.keep = [React.startTransition, React.use, hydrateRoot, createFromReadableStream, createServerReference, encodeReply]
import('./floor-lazy.js').then((module) => self.keep.push(module))
