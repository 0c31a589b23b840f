/** docs/deployment/kubernetes.yaml: the names and numbers that must fit together with what Ferry serves. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DOCS } from './work.mjs'

export async function kubernetes() {
  const { loadAll } = await import('js-yaml')
  const documents = loadAll(readFileSync(join(DOCS, 'kubernetes.yaml'), 'utf8'))
  const of = (kind) => documents.find((one) => one.kind === kind)
  const { spec, metadata } = of('Deployment').spec.template
  const [container] = spec.containers
  const probe = ({ httpGet }) => httpGet.path
  assert.equal(probe(container.readinessProbe), '/_ferry/ready')
  assert.equal(probe(container.startupProbe), '/_ferry/ready')
  assert.equal(probe(container.livenessProbe), '/_ferry/health')
  assert.deepEqual(of('Service').spec.selector, of('Deployment').spec.selector.matchLabels)
  assert.deepEqual(of('PodDisruptionBudget').spec.selector, of('Deployment').spec.selector)
  assert.equal(of('HorizontalPodAutoscaler').spec.scaleTargetRef.name, of('Deployment').metadata.name)
  assert.equal(metadata.annotations['prometheus.io/port'], String(container.ports[0].containerPort))
  assert.ok(container.securityContext.readOnlyRootFilesystem)
  return `${documents.length} documents that fit together`
}
