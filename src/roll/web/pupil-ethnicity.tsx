import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import {
  ETHNIC_GROUP_IDS,
  ETHNIC_GROUPS,
  ETHNICITIES,
  type EthnicityMeaning,
  ethnicitiesOn,
  ethnicityOf,
} from '../../law/ethnicity.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { setEthnicity } from '../contract.ts'
import styles from './roll.module.css'
import { usePupil } from './use-pupil.ts'
import type { PupilSeen } from './words.ts'

/** What the pupil or a parent says of their ethnic background. Nothing at all for those who may not see it. */
export function PupilEthnicity({ pupilId }: { readonly pupilId: PupilId }) {
  const [open, setOpen] = useState(false)
  return (
    <Answered question={usePupil(pupilId)}>
      {(pupil) =>
        pupil.ethnicity !== null && (
          <Section
            title="Ethnicity"
            note={
              pupil.may.edit && (
                <Button size="xs" variant="default" className="no-print" onClick={() => setOpen(true)}>
                  {pupil.ethnicity.code === null ? 'Enter ethnicity' : 'Correct ethnicity'}
                </Button>
              )
            }
            card
          >
            <EthnicityText pupil={pupil} />
            {open && <EthnicityDialog pupil={pupil} onClose={() => setOpen(false)} />}
          </Section>
        )
      }
    </Answered>
  )
}

/** Of a record that has been read: as it is, or as it stood. */
export function EthnicityText({ pupil }: { readonly pupil: PupilSeen }) {
  if (pupil.ethnicity === null) return null
  const { code } = pupil.ethnicity
  const known = code === null ? undefined : ethnicityOf(code)
  if (known === undefined) return <p className={styles.quiet}>Nobody has been asked.</p>
  return (
    <p className={styles.stated}>
      {known.name}{' '}
      <span className={styles.quiet}>
        {known.code}
        {known.group !== 'unclassified' && `, counted as ${ETHNIC_GROUPS[known.group]}`}; known only to a few
      </span>
    </p>
  )
}

function EthnicityDialog({ pupil, onClose }: { readonly pupil: PupilSeen; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const known = pupil.ethnicity?.code ?? undefined
  const offered = ethnicitiesOn(day(dayText(useNow())))
  const [code, setCode] = useState(known ?? offered.find((one) => one.code === NOT_OBTAINED)?.code)
  const act = useAct(setEthnicity, { onDone: onClose })
  const save = (reason: string) => {
    if (code === undefined) return
    const body = { code, version: pupil.ethnicity?.version ?? 0, reason }
    act.mutate({ params: { schoolId, pupilId: pupil.id }, body })
  }
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={known === undefined ? 'Enter ethnicity' : 'Correct ethnicity'}
      confirmLabel={known === undefined ? 'Enter the ethnicity' : 'Correct the ethnicity'}
      suggestions={['Said on the admission form', 'The parent told us', 'The pupil told us']}
      pending={act.isPending}
      error={act.error}
      onConfirm={save}
    >
      <NativeSelect
        id="ethnicity"
        name="ethnicity"
        label="Ethnicity"
        description="What the pupil or a parent says, by DfE’s categories. The school does not decide it."
        value={code ?? ''}
        data={ETHNIC_GROUP_IDS.map((group) => ({
          group: ETHNIC_GROUPS[group],
          items: offered
            .filter((one) => one.group === group)
            .map((one) => ({ value: one.code, label: choiceText(one) })),
        }))}
        onChange={(event) => setCode(ETHNICITIES.find((one) => one.code === event.currentTarget.value)?.code)}
        maw="28rem"
      />
    </ConfirmWithReason>
  )
}

const NOT_OBTAINED: string = 'NOBT'

/** Extended categories stand under their main one. */
const choiceText = ({ code, main, name }: EthnicityMeaning) =>
  code === main ? `${name} (${code})` : `\u2003${name} (${code})`
