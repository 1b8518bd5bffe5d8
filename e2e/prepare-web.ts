import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { buildWeb } from './build-web.ts'

/** Builds the web app once for all journeys: each on its own took longer than many of them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await buildWeb()
  project.provide('web', folder)
  return () => rm(folder, { recursive: true, force: true })
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built web app. */
    web: string
  }
}
