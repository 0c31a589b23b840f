/** Names a boundary in the component stacks of the server renderer, which has no error boundaries of its own. */
'use client'

import { type ComponentType, createElement, type ReactNode } from 'react'

type Frame = ComponentType<{ children?: ReactNode }>

const NAME = 'FerryBoundary:'
const frames = new Map<string, Frame>()

/** The children of a boundary, on the server inside a component that bears its id: ids name route folders, so there are few. */
export function boundaryFrame(id: string, children: ReactNode): ReactNode {
  return typeof window === 'undefined' ? createElement(frames.get(id) ?? createFrame(id), null, children) : children
}

/** Ids of the boundaries around the place of an error, the nearest first. */
export function readBoundaryStack(componentStack: string): string[] {
  return Array.from(componentStack.matchAll(/^\s*at FerryBoundary:(\S+)/gm), ([, id]) =>
    decodeURIComponent(id as string),
  )
}

function createFrame(id: string): Frame {
  // React calls it without props to find out its name.
  const frame: Frame = (props?: { children?: ReactNode }) => props?.children
  frame.displayName = NAME + encodeURIComponent(id)
  frames.set(id, frame)
  return frame
}
