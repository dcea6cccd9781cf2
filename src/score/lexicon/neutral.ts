/** Words that general lexicons call kind or unkind and that say nothing by themselves in talk about companies. */
export const NEUTRAL: ReadonlySet<string> = new Set(
  `party parties share shares shared sharing security secure secured agree agrees agreed agreement accept accepts
  accepted accepting consent consented trusted free number numbers value values important interest interests interested
  interesting natural original special spam united calm brave wish discord freedom truth energy play played playing
  playlist pay paid cut cuts number chance chances matter matters demand demands low strike strikes no charge charges
  charged fire alone apparently argument arrested defense defensive challenge dear fan fans feature engage engaged
  engagement forced huge intelligence intelligent legal legally popular credit credits gain gains want wants wanted
  growth grow prize create created creates creative chat chats join joined kind help helping helps protect protection
  protecting protects safe safety safely save saved saves care support supports supported supporting supporter
  supporters welcome ready resolve resolved rich sincerely smart solution solutions sorry please pls thx`.split(
    /\s+/,
  ),
);
