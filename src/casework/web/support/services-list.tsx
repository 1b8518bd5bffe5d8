import { Button } from '@mantine/core'
import { useState } from 'react'
import { longDay, shortDay } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { longDayText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listServices, SUPPORT_KIND_NAMES } from '../../contract.ts'
import { ServiceDialog } from './service-dialog.tsx'
import type { ServiceShown, Services } from './shown.ts'
import styles from './support.module.css'

/** Local services: what for, how to refer, how long families wait, when that was last checked. */
export function ServicesList() {
  const schoolId = useSchoolId()
  const asked = useOperation(listServices, { params: { schoolId } })
  return (
    <Section title="Local services">
      <Answered question={asked}>{(answer) => <Whole answer={answer} />}</Answered>
    </Section>
  )
}

function Whole({ answer: { services, today, mayChange } }: { readonly answer: Services }) {
  const [editing, setEditing] = useState<ServiceShown | 'new'>()
  const here = services.filter(({ retired }) => !retired)
  const gone = services.filter(({ retired }) => retired)
  return (
    <>
      {here.length === 0 && (
        <p className={styles.quiet}>
          No service is written down yet. Add those that families of this school are referred to.
        </p>
      )}
      <ul className={styles.cards}>
        {here.map((service) => (
          <ServiceCard key={service.serviceId} service={service} onEdit={mayChange ? setEditing : undefined} />
        ))}
      </ul>
      {mayChange && (
        <Button variant="default" onClick={() => setEditing('new')}>
          Add a service
        </Button>
      )}
      {gone.length > 0 && (
        <details>
          <summary>Retired services</summary>
          <ul className={styles.cards} style={{ marginTop: '0.75rem' }}>
            {gone.map((service) => (
              <ServiceCard key={service.serviceId} service={service} onEdit={mayChange ? setEditing : undefined} />
            ))}
          </ul>
        </details>
      )}
      {editing !== undefined && (
        <ServiceDialog
          service={editing === 'new' ? undefined : editing}
          today={today}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  )
}

function ServiceCard({
  service,
  onEdit,
}: {
  readonly service: ServiceShown
  readonly onEdit: ((service: ServiceShown) => void) | undefined
}) {
  const { name, kind, purpose, howToRefer, contact, waiting, area, checked, stale, retired, changes } = service
  const [last] = changes
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        {retired && <StatusPill tone="quiet">Retired</StatusPill>}
        {stale && <StatusPill tone="problem">Check it again</StatusPill>}
      </div>
      <p className={styles.quiet}>
        {SUPPORT_KIND_NAMES[kind]}
        {area !== '' && `, ${area}`}
      </p>
      <p>{purpose}</p>
      <p>To refer: {howToRefer}</p>
      {contact !== '' && <p>{contact}</p>}
      {waiting !== '' && <p>Families wait: {waiting}</p>}
      <p className={styles.quiet} title={last === undefined ? undefined : `Written by ${last.name}`}>
        Checked {longDay(checked)}
        {last !== undefined && `. Last written by ${last.name}, ${last.position}, ${longDayText(last.at)}`}
      </p>
      {changes.length > 1 && (
        <details>
          <summary>Earlier versions</summary>
          <ul className={styles.list}>
            {changes.map((one) => (
              <li key={one.version}>
                {longDayText(one.at)}, {one.name}: checked {shortDay(one.checked)}
                {one.retired && ', retired'}
              </li>
            ))}
          </ul>
        </details>
      )}
      {onEdit !== undefined && (
        <div className={styles.actions}>
          <Button
            variant="default"
            size="compact-md"
            aria-label={`Change or check: ${name}`}
            onClick={() => onEdit(service)}
          >
            Change or check
          </Button>
        </div>
      )}
    </li>
  )
}
