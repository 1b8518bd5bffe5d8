import { Alert, Button, Group, Stack } from '@mantine/core'
import { Suspense, useMemo, useState } from 'react'
import { z } from 'zod'
import { workList } from '../../../duties/contract.ts'
import { type Day, longDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { fullName } from '../../../kernel/names.ts'
import { pupilIdShape } from '../../../kernel/shapes.ts'
import { getPupil } from '../../../roll/contract.ts'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ChoiceField, DayField, LongTextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useMe } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { caseOwners, listCases, openCase, STAGE_NAMES } from '../../contract.ts'
import styles from '../cases.module.css'

const asked = z.object({
  pupilId: pupilIdShape.optional(),
  duty: z.string().max(200).optional(),
  because: z.string().max(500).optional(),
})

/** Opens a case: for a child who is chosen here, or whom a duty or the pupil's page names. */
export function Page() {
  const [{ pupilId, duty, because }, change] = useSearchState(asked)
  const above = <PageLink there={{ to: '/cases' }}>Cases</PageLink>
  return (
    <>
      <PageHeader
        title="Open a case"
        above={above}
        lead="A case keeps in one place what is learned, offered and agreed for a child. It begins with help."
      />
      {pupilId === undefined ? (
        <Suspense fallback={null}>
          <PupilChooser
            chosen={[]}
            onChange={(chosen: readonly Chosen[]) => change({ pupilId: chosen.at(-1)?.id, duty: undefined })}
          />
        </Suspense>
      ) : (
        <ForPupil key={pupilId} pupilId={pupilId} duty={duty} noticed={because ?? ''} />
      )}
    </>
  )
}

interface Of {
  readonly pupilId: PupilId
  readonly duty: string | undefined
}

/** Where a case is open for the child already, the way to it; otherwise the form. */
function ForPupil({ pupilId, duty, noticed }: Of & { readonly noticed: string }) {
  const schoolId = useSchoolId()
  const params = { schoolId }
  const cases = useOperation(listCases, { params, querystring: { pupilId } })
  const pupil = useOperation(getPupil, { params: { ...params, pupilId } })
  const duties = useOperation(
    workList,
    { params, querystring: { whose: 'all', pupilId } },
    { when: duty !== undefined },
  )
  const name = pupil.data && fullName(pupil.data.preferredForename, pupil.data.preferredSurname)
  return (
    <Answered question={cases}>
      {({ cases, reviewOn }) => {
        const open = cases.find(({ state }) => state.status === 'open')
        if (open !== undefined)
          return (
            <Alert color="blue" title={`A case is open for ${open.child.name}`} maw="var(--fb-measure)">
              Since {longDay(open.state.opened)}: {open.state.because}.{' '}
              <PageLink there={{ to: '/cases/$caseId', params: { caseId: open.caseId } }}>Go on in that case</PageLink>,
              so that everything stands in one place.
            </Alert>
          )
        if (name === undefined || (duty !== undefined && duties.isPending)) return null
        const because = duties.data?.duties.find(({ key }) => key === duty)?.because[0]?.words ?? noticed
        return <OpenForm pupilId={pupilId} duty={duty} name={name} because={because} reviewOn={reviewOn} />
      }}
    </Answered>
  )
}

const STAGES_TO_BEGIN = ['monitor', 'listen', 'facilitate'] as const

interface Proposed {
  readonly name: string
  readonly because: string
  readonly reviewOn: Day
}

function OpenForm({ pupilId, duty, name, because, reviewOn }: Of & Proposed) {
  const schoolId = useSchoolId()
  const go = useGo()
  const me = useMe().person?.id ?? ''
  const [key] = useState(newKey)
  const owners = useOperation(caseOwners, { params: { schoolId } })
  const open = useAct(openCase, {
    onDone: ({ caseId }) => go({ to: '/cases/$caseId', params: { caseId } }),
  })
  const initial = useMemo(
    () => ({
      because,
      stage: 'monitor' as (typeof STAGES_TO_BEGIN)[number],
      owner: me,
      review: reviewOn as string,
    }),
    [because, me, reviewOn],
  )
  const fields = useFields(initial, open.error)
  const people = owners.data?.people ?? []
  const save = ({ because, stage, owner, review }: typeof initial) =>
    open.mutate({
      params: { schoolId },
      body: { key, pupilId, because, duty: duty ?? null, stage, owner: owner || null, review: review || null },
    })
  return (
    <form onSubmit={fields.submit(save)} noValidate>
      <Stack gap="md">
        <ProblemAlert error={open.error} />
        <p>
          For <strong>{name}</strong>
          {duty !== undefined && <span className={styles.quiet}> from a duty of the work list</span>}
        </p>
        <LongTextField
          label="Why is it opened?"
          hint="What was noticed. Everybody who works on the case reads it, and the family may ask to."
          {...fields.bind('because')}
        />
        <ChoiceField
          label="Stage"
          hint="Where it begins. Formal stages are reached only after support."
          {...fields.bind('stage')}
          choices={STAGES_TO_BEGIN.map((value) => ({ value, label: STAGE_NAMES[value] }))}
        />
        <ChoiceField
          label="Case lead"
          {...fields.bind('owner')}
          choices={[
            { value: '', label: 'Nobody yet' },
            ...people.map(({ id, name, position }) => ({ value: id as string, label: `${name}, ${position}` })),
          ]}
        />
        <DayField label="Looked at again by" optional {...fields.bind('review')} />
        <Group>
          <Button type="submit" loading={open.isPending}>
            Open the case
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
