import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { fullName } from '../../kernel/names.ts'
import type { Answer } from '../../kernel/operation.ts'
import { useGo } from '../../ui/address/page-link.tsx'
import { LongTextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct } from '../../ui/use-operation.ts'
import { addContact, type offerContacts } from '../contract.ts'
import { LinkFields, NEW_CONTACT, personFrom, ToldFields } from './contact-fields.tsx'
import styles from './roll.module.css'
import { usePupilOfPage } from './use-pupil.ts'
import { namesOf, type PupilSeen } from './words.ts'

export type Offered = Answer<typeof offerContacts>['contacts'][number]

const nameOf = (offered: Offered) => `${offered.title} ${fullName(offered.forenames, offered.surname)}`.trim()
const knownAs = ({ of }: Offered) => of.map(({ relationship, name }) => `${relationship} of ${name}`).join(', ')

/** Adults whom the school knows from a brother or sister: chosen, they stay one person with one number and one address. */
export function Offers({
  of,
  onChoose,
}: {
  readonly of: readonly Offered[]
  readonly onChoose: (offered: Offered) => void
}) {
  if (of.length === 0) return null
  return (
    <Section title="Known from a brother or sister" card>
      <p className={styles.quiet}>Choose the same person here, so that a new number is entered once for all of them.</p>
      <ul className={styles.list}>
        {of.map((offered) => (
          <li key={offered.id}>
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                aria-label={`Choose ${nameOf(offered)}`}
                onClick={() => onChoose(offered)}
              >
                Choose
              </Button>
              <span>
                <strong>{nameOf(offered)}</strong>, {knownAs(offered)}
              </span>
            </Group>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What a known adult is to this pupil, beginning with what they are to the brother or sister. */
export function ChosenContact({
  pupil,
  offered,
  onBack,
}: {
  readonly pupil: PupilSeen
  readonly offered: Offered
  readonly onBack: () => void
}) {
  const go = useGo()
  const { params } = usePupilOfPage()
  const act = useAct(addContact, {
    onDone: () => go({ to: '/pupils/$pupilId/record', params: { pupilId: pupil.id } }),
  })
  const [initial] = useState({ ...NEW_CONTACT, ...linkOf(offered), reason: `Also ${knownAs(offered)}` })
  const fields = useFields(initial, act.error)
  const save = ({ reason, ...values }: typeof initial) => {
    const { relationship, isParent, parentalResponsibility, livesWith, emergency, mayBeTold, barred, barredReason } =
      personFrom(values)
    const link = { relationship, isParent, parentalResponsibility, livesWith, emergency, mayBeTold, barred }
    const why = barredReason === undefined ? {} : { barredReason }
    act.mutate({ params, body: { known: { contactId: offered.id, ...link, ...why }, reason } })
  }
  return (
    <form className={styles.form} noValidate onSubmit={fields.submit(save)}>
      <ProblemAlert error={act.error} />
      <p className={styles.notes}>
        {nameOf(offered)} stays one person: names, numbers and address are those of {namesOf(offered.of)}, and change
        for all.
      </p>
      <fieldset className={styles.fieldset}>
        <legend>What {nameOf(offered)} is to the pupil</legend>
        <LinkFields fields={fields} />
      </fieldset>
      <ToldFields fields={fields} reasonHidden={false} />
      <LongTextField label="Reason" hint="Kept with the record." {...fields.bind('reason')} />
      <Group>
        <Button type="submit" loading={act.isPending}>
          Add the contact
        </Button>
        <Button variant="default" onClick={onBack}>
          Somebody else
        </Button>
      </Group>
    </form>
  )
}

function linkOf(offered: Offered) {
  const { relationship, isParent, parentalResponsibility, livesWith, emergency, mayBeTold } = offered
  return { relationship, isParent, parentalResponsibility, livesWith, emergency, mayBeTold }
}
