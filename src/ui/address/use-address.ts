import { notFound, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { z } from 'zod'
import type { SchoolId } from '../../kernel/ids.ts'
import { schoolIdShape } from '../../kernel/shapes.ts'

const schoolParams = z.object({ schoolId: schoolIdShape })

/** The school of the page. @throws not found where the page is not below a school or its id makes no sense */
export function useSchoolId(): SchoolId {
  return usePageParams(schoolParams).schoolId
}

/** What varies in the page's path, read by a zod object: `usePageParams(z.object({ pupilId: pupilIdShape }))`. */
export function usePageParams<Shape extends z.ZodType>(shape: Shape): z.output<Shape> {
  const given = useParams({ strict: false })
  const read = shape.safeParse(given)
  if (!read.success) throw notFound()
  return read.data
}

/**
 * Filters and choices that live in the address, so that a page can be reloaded, shared and gone back to.
 * Every field must be optional or have a default; one that makes no sense is left out rather than breaking the page.
 * Everything in an address is text: use `z.coerce.number()`, `z.enum`, `z.stringbool()`.
 */
export function useSearchState<Shape extends z.ZodObject>(
  shape: Shape,
): readonly [z.output<Shape>, (change: Partial<Record<keyof z.output<Shape>, unknown>>) => void] {
  const given = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const state = useMemo(() => readSearch(shape, given), [shape, given])
  const change = useCallback(
    (changed: Partial<Record<keyof z.output<Shape>, unknown>>) => {
      void navigate({
        to: '.',
        search: (last: Record<string, unknown>) => withoutBlanks({ ...last, ...changed }),
        replace: true,
        resetScroll: false,
      } as never)
    },
    [navigate],
  )
  return [state, change]
}

export function readSearch<Shape extends z.ZodObject>(shape: Shape, given: Record<string, unknown>): z.output<Shape> {
  const whole = shape.safeParse(given)
  if (whole.success) return whole.data
  const broken = new Set(whole.error.issues.map((issue) => String(issue.path[0])))
  return shape.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !broken.has(name))))
}

function withoutBlanks(search: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}

/** Addresses carry plain text, `?group=7A&year=10`, not JSON. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const query = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}

export function writeSearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(withoutBlanks(search)))
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
