/** Whether `If-None-Match` names a tag. RFC 9110 section 13.1.2: a list of tags or `*`; weak and strong compare alike. */
export function holdsTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header === tag) return true;
  return header.split(',').some((each) => {
    const wanted = each.trim();
    return wanted === '*' || wanted === tag || wanted === `W/${tag}`;
  });
}
