import { Button, Group, Stack } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { type Preview, PreviewOf } from './preview.tsx'

type Sent<Body> = { readonly params: { readonly schoolId: string }; readonly body: Body }

/** Two acts with one body: what it would do, and doing it. */
interface PreviewedActs<Body> {
  readonly preview: UseMutationResult<Preview, Error, Sent<Body>>
  readonly commit: Pick<
    UseMutationResult<unknown, Error, Sent<Body & { key: string }>>,
    'mutate' | 'error' | 'isPending'
  >
}

/**
 * First the numbers, then the deed: nothing is done that was not shown for exactly this body, so whatever is changed in the form
 * asks for a new preview.
 */
export function usePreviewed<Body>(body: Body | undefined, { preview, commit }: PreviewedActs<Body>) {
  const schoolId = useSchoolId()
  const shown = preview.variables?.body === body ? preview.data : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (body === undefined) return
    if (shown === undefined) preview.mutate({ params: { schoolId }, body })
    else if (shown.marks > 0) commit.mutate({ params: { schoolId }, body: { ...body, key: newKey() } })
  }
  return {
    submit,
    shown,
    isWhole: body !== undefined,
    error: commit.error ?? preview.error,
    pending: preview.isPending || commit.isPending,
  }
}

/** A form that shows what it would do before it does it. */
export function PreviewedForm({
  act,
  commitWords,
  lacking,
  children,
}: {
  readonly act: ReturnType<typeof usePreviewed>
  /** What the button says once the numbers are there. */
  readonly commitWords: (preview: Preview) => string
  /** What is still to be filled in, said beside the button until it is. */
  readonly lacking: string
  readonly children: ReactNode
}) {
  const { shown } = act
  return (
    <form onSubmit={act.submit} noValidate>
      <Stack gap="lg" maw="52rem">
        <ProblemAlert error={act.error} />
        {children}
        {shown !== undefined && (
          <Section title="What will happen">
            <PreviewOf preview={shown} />
          </Section>
        )}
        <Group>
          <Button type="submit" loading={act.pending} disabled={!act.isWhole || shown?.marks === 0}>
            {shown === undefined ? 'Show what will happen' : commitWords(shown)}
          </Button>
          {!act.isWhole && <span>{lacking}</span>}
          {shown?.marks === 0 && <span>There is no mark to set. Change the days, the pupils or the choice above.</span>}
        </Group>
      </Stack>
    </form>
  )
}
