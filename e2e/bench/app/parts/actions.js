'use server'

import { skipRefresh } from 'ferry/action'

export async function add(left, right) {
  skipRefresh()
  return { sum: left + right }
}

export async function addAndRefresh(left, right) {
  return { sum: left + right }
}

export async function save(previous, formData) {
  return { count: previous.count + 1, name: String(formData.get('name')) }
}
