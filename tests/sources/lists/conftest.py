"""Small hand-made lists in each official format; every name in them is invented."""

from collections.abc import Mapping

import pytest

MAIN = (
    '36,"ALPHA TRADING CO.",-0- ,"SDGT] [SYRIA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'ATC\'; '
    'Tax ID No. 77 (Iran); Linked To: BETA, Anna."\r\n'
    '173,"BETA, Anna",individual,"SDGT","Director",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB circa 1962; '
    "alt. DOB 03 May 1963; POB Testville; nationality Iran; Gender Female; "
    'Passport A1 (Iran) issued 14 Dec 2005 expires 2010."\r\n'
    '306,"GAMMA STAR",vessel,"SDGT",-0- ,"5IM1","Tanker","99144","56068","Panama","ALPHA TRADING CO.",'
    '"Vessel Registration Identification IMO 9187629; MMSI 572469210."\r\n'
    '400,"EP-XXX",aircraft,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Aircraft Manufacturer\'s Serial Number (MSN) '
    '1023."\r\n\x1a'
)
ADD = (
    '36,25,"1 Main Street","Testville 100","Iran",-0- \r\n36,26,-0- ,-0- ,"Syria",-0- \r\n'
    "173,27,-0- ,-0- ,-0- ,-0- \r\n306,28,-0- ,-0- ,-0- ,-0- \r\n400,29,-0- ,-0- ,-0- ,-0- \r\n\x1a"
)
ALT = '36,12,"aka","ALPHA",-0- \r\n36,13,"fka","OMEGA TRADING",-0- \r\n173,14,"aka","BETA, A.",-0- \r\n\x1a'

SDN_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>05/06/2022</Publish_Date><Record_Count>2</Record_Count></publshInformation>
  <sdnEntry>
    <uid>36</uid><firstName>Anna</firstName><lastName>BETA</lastName><title>Director</title>
    <sdnType>Individual</sdnType><remarks>(Linked To: ALPHA TRADING CO.)</remarks>
    <programList><program>NS-PLC</program></programList>
    <idList><id><uid>1</uid><idType>Passport</idType><idNumber>A1</idNumber><idCountry>Iran</idCountry>
      <issueDate>14 Dec 2005</issueDate><expirationDate>2010</expirationDate></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Female</idNumber></id></idList>
    <akaList><aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>BEE</lastName></aka>
      <aka><uid>4</uid><type>f.k.a.</type><category>strong</category><lastName>ALEF</lastName>
        <firstName>Anna</firstName></aka></akaList>
    <addressList><address><uid>5</uid><address1>1 Main Street</address1><city>Testville</city>
      <postalCode>100</postalCode><country>Iran</country></address></addressList>
    <dateOfBirthList>
      <dateOfBirthItem><uid>6</uid><dateOfBirth>1963</dateOfBirth><mainEntry>false</mainEntry></dateOfBirthItem>
      <dateOfBirthItem><uid>7</uid><dateOfBirth>circa 1962</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem>
    </dateOfBirthList>
  </sdnEntry>
  <sdnEntry>
    <uid>173</uid><lastName>ALPHA TRADING CO.</lastName><sdnType>Entity</sdnType>
    <programList><program>UKRAINE-EO13662</program><program>NS-PLC</program></programList>
    <idList><id><uid>8</uid><idType>Executive Order 13662 Directive Determination -</idType>
      <idNumber>Subject to Directive 4</idNumber></id></idList>
  </sdnEntry>
</sdnList>
"""

ENHANCED = """<?xml version="1.0" encoding="utf-8"?>
<sanctionsData xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML">
  <publicationInfo><dataAsOf>2025-01-10T00:00:00</dataAsOf><filters><sanctionsLists>
    <sanctionsList refId="1">Consolidated List</sanctionsList></sanctionsLists></filters></publicationInfo>
  <referenceValues><referenceValue refId="1"><type>X</type><value>Y</value></referenceValue></referenceValues>
  <featureTypes><featureType featureTypeId="1"><type>X</type></featureType></featureTypes>
  <entities>
    <entity id="36">
      <generalInfo><identityId>1</identityId><entityType refId="2">Entity</entityType></generalInfo>
      <sanctionsLists>
        <sanctionsList refId="1" id="1" datePublished="2020-11-12">Consolidated List</sanctionsList>
        <sanctionsList refId="2" id="2" datePublished="2021-06-03">Non-SDN CMIC List</sanctionsList>
        <sanctionsList refId="3" id="3" datePublished="2019-01-02">SDN List</sanctionsList>
      </sanctionsLists>
      <sanctionsPrograms><sanctionsProgram refId="4" id="4">CMIC-EO13959</sanctionsProgram></sanctionsPrograms>
      <sanctionsTypes><sanctionsType refId="5" id="5">CMIC Executive Order</sanctionsType></sanctionsTypes>
      <legalAuthorities>
        <legalAuthority refId="6" id="6">Executive Order 14032 (CMIC)</legalAuthority></legalAuthorities>
      <names>
        <name id="2"><isPrimary>false</isPrimary><aliasType refId="7">F.K.A.</aliasType>
          <isLowQuality>true</isLowQuality>
          <translations><translation id="2"><isPrimary>true</isPrimary><script refId="8">Latin</script>
            <formattedLastName>AC</formattedLastName><formattedFullName>AC</formattedFullName>
            <nameParts><namePart id="1"><type refId="9">Entity Name</type><value>Ac</value></namePart></nameParts>
          </translation></translations></name>
        <name id="1"><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality>
          <translations><translation id="1"><isPrimary>true</isPrimary><script refId="8">Latin</script>
            <formattedLastName>ALPHA CAMERAS</formattedLastName><formattedFullName>ALPHA CAMERAS</formattedFullName>
          </translation><translation id="3"><isPrimary>false</isPrimary><script refId="8">Chinese</script>
            <formattedLastName>阿尔法</formattedLastName><formattedFullName>阿尔法</formattedFullName>
          </translation></translations></name>
      </names>
      <addresses><address id="1"><country refId="10">China</country><translations><translation id="4">
        <isPrimary>true</isPrimary><script refId="8">Latin</script><addressParts>
          <addressPart id="1"><type refId="11">ADDRESS1</type><value>1 Main Street</value></addressPart>
          <addressPart id="2"><type refId="12">CITY</type><value>Hangzhou</value></addressPart>
        </addressParts></translation></translations></address></addresses>
      <features>
        <feature id="1"><type featureTypeId="1">Effective Date (CMIC)</type><versionId>1</versionId>
          <value>02 Aug 2021</value><isPrimary>true</isPrimary></feature>
        <feature id="2"><type featureTypeId="2">ISIN</type><versionId>1</versionId><value>CNE000000001</value>
          <isPrimary>true</isPrimary><reliability refId="13">Reported</reliability></feature>
      </features>
      <identityDocuments><identityDocument id="1"><type refId="14">Unified Social Credit Code (USCC)</type>
        <name nameId="1" nameTranslationId="1">ALPHA CAMERAS</name><documentNumber>9133</documentNumber>
        <isValid>true</isValid><issuingCountry refId="10">China</issuingCountry></identityDocument></identityDocuments>
      <relationships><relationship id="1"><type refId="15">Owned or Controlled By</type>
        <relatedEntity entityId="99">BETA GROUP</relatedEntity></relationship></relationships>
    </entity>
  </entities>
</sanctionsData>
"""

CSL = """\
_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,\
license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,\
vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,\
source_information_url,ids
aaaa,Entity List (EL) - Bureau of Industry and Security,,,,Alpha Cameras,,"1 Main Street, Testville, CN; Urumqi, CN",\
84 FR 54002,2019-10-09,,,All items.,Presumption of denial.,,,,,,,,http://list,Alpha; A.C.,,,,,,
bbbb,Denied Persons List (DPL) - Bureau of Industry and Security,,,, I. TEST,,,,2003-06-19,2026-06-29,Y,,,,,,,,,,,,,,,,,
36,Specially Designated Nationals (SDN) - Treasury Department,36,Individual,SDGT; SYRIA,"BETA, Anna",,,,,,,,,,,,,,,\
(Linked To: GAMMA CO.),,,,1962; 1963-05-03,IR,,,"JO, 2014-08-30, 2009-08-31, K475336, Passport; Female, Gender; \
Rules, sections 1; 2 and 3, Secondary sanctions risk:"
36,Sectoral Sanctions Identifications List (SSI) - Treasury Department,36,Individual,UKRAINE-EO13662,"BETA, Anna",\
,,,,,,,,,,,,,,,,,,,,,,
77,Specially Designated Nationals (SDN) - Treasury Department,77,Entity,SDGT,GAMMA CO.,,,,,,,,,,,,,,,,,,,,,,,
"""


@pytest.fixture(scope="session")
def made() -> Mapping[str, str]:
    """The hand-made files by what they are."""
    return {"main": MAIN, "add": ADD, "alt": ALT, "xml": SDN_XML, "enhanced": ENHANCED, "csl": CSL}
