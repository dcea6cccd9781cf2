/** Says which values of the address were ignored. */

export function Ignored(props: { texts: readonly (string | undefined)[] }) {
  const texts = props.texts.filter((text) => text !== undefined);
  if (texts.length === 0) return null;
  return (
    <div class="banner" role="status">
      {texts.map((text) => (
        <p>{text}</p>
      ))}
    </div>
  );
}
