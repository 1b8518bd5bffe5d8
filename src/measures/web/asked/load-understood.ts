import type { ScreenDefinition } from '../../../ui/screen.ts'
import type { ShapeName } from './understood.tsx'

/** Loads a page of figures so that it is shown only where it understands all that its address asks for. */
export function loadUnderstood(
  of: { readonly shape: ShapeName; readonly title: string },
  load: ScreenDefinition['load'],
): ScreenDefinition['load'] {
  return async () => {
    const [{ understoodPage }, { Page }] = await Promise.all([import('./understood.tsx'), load()])
    return { Page: understoodPage(Page, of) }
  }
}
