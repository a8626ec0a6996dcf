"""Schemas of formats that have no maintained package to read them, written from their documents."""

# XSPF version 1, xspf.org/spec: the elements of a playlist and of a track, in any order.
XSPF = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://xspf.org/ns/0/"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="playlist">
    <attribute name="version"><value>1</value></attribute>
    <interleave>
      <ref name="said"/>
      <optional><element name="date"><data type="dateTime"/></element></optional>
      <optional><element name="location"><data type="anyURI"/></element></optional>
      <optional><element name="identifier"><data type="anyURI"/></element></optional>
      <optional><element name="license"><data type="anyURI"/></element></optional>
      <element name="trackList"><zeroOrMore><element name="track"><interleave>
        <ref name="said"/>
        <zeroOrMore><element name="location"><data type="anyURI"/></element></zeroOrMore>
        <zeroOrMore><element name="identifier"><data type="anyURI"/></element></zeroOrMore>
        <optional><element name="album"><text/></element></optional>
        <optional><element name="trackNum"><data type="positiveInteger"/></element></optional>
        <optional><element name="duration"><data type="nonNegativeInteger"/></element></optional>
      </interleave></element></zeroOrMore></element>
    </interleave>
  </element></start>
  <define name="said"><interleave>
    <optional><element name="title"><text/></element></optional>
    <optional><element name="creator"><text/></element></optional>
    <optional><element name="annotation"><text/></element></optional>
    <optional><element name="info"><data type="anyURI"/></element></optional>
    <optional><element name="image"><data type="anyURI"/></element></optional>
    <zeroOrMore><element name="link">
      <attribute name="rel"><data type="anyURI"/></attribute><data type="anyURI"/>
    </element></zeroOrMore>
    <zeroOrMore><element name="meta">
      <attribute name="rel"><data type="anyURI"/></attribute><text/>
    </element></zeroOrMore>
  </interleave></define>
</grammar>
"""

# Atom, RFC 4287, section 4: what a feed and an entry must and may hold, as far as is written here.
ATOM = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed">
    <ref name="common"/>
    <interleave>
      <oneOrMore><ref name="author"/></oneOrMore>
      <ref name="identity"/>
      <optional><element name="subtitle"><ref name="words"/></element></optional>
      <zeroOrMore><ref name="link"/></zeroOrMore>
      <zeroOrMore><element name="entry"><ref name="common"/><interleave>
        <ref name="identity"/>
        <zeroOrMore><ref name="author"/></zeroOrMore>
        <zeroOrMore><ref name="link"/></zeroOrMore>
        <optional><element name="published"><data type="dateTime"/></element></optional>
        <element name="content"><ref name="words"/></element>
      </interleave></element></zeroOrMore>
    </interleave>
  </element></start>
  <define name="identity"><interleave>
    <element name="id"><data type="anyURI"/></element>
    <element name="title"><ref name="words"/></element>
    <element name="updated"><data type="dateTime"/></element>
  </interleave></define>
  <define name="author"><element name="author"><element name="name"><text/></element></element>
  </define>
  <define name="link"><element name="link">
    <attribute name="href"><data type="anyURI"/></attribute>
    <optional><attribute name="rel"/></optional>
    <optional><attribute name="type"/></optional>
    <empty/>
  </element></define>
  <define name="words">
    <optional><attribute name="type"><choice><value>text</value><value>html</value></choice>
    </attribute></optional><text/>
  </define>
  <define name="common"><optional>
    <attribute name="lang" ns="http://www.w3.org/XML/1998/namespace"/>
  </optional></define>
</grammar>
"""
