using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.History;

/// <summary>How a change becomes an entry, and how personal texts stay out of it.</summary>
public class EntryWriterTests
{
    [Fact]
    public void Append_FirstEntry_FollowsZeros()
    {
        var entry = Chain.Of(1).Entries[0];

        Assert.Equal((1, new string('0', 64)), (entry.Sequence, PreviousHash(entry)));
    }

    [Fact]
    public void Append_NextEntry_FollowsTheOneBefore()
    {
        var entries = Chain.Of(3).Entries;

        Assert.Equal([1, 2, 3], entries.Select(entry => entry.Sequence));
        Assert.Equal(entries[0].Hash, PreviousHash(entries[1]));
        Assert.Equal(entries[1].Hash, PreviousHash(entries[2]));
    }

    [Fact]
    public void Append_Hash_IsThatOfTheCanonicalBytes()
    {
        var entry = Chain.Of(1).Entries[0];

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry.Canonical))), entry.Hash);
        Assert.Equal(CanonicalJson.Write(JsonNode.Parse(entry.Canonical)), entry.Canonical);
    }

    [Fact]
    public void Append_Canonical_HoldsEverythingThatTheColumnsSay()
    {
        var chain = new Chain();
        var subject = new Subject(SubjectKind.Control, Guid.CreateVersion7(), "spring-storefront", "checkout", Purpose.Business);
        var forAnn = Given.AnEngineer with { Kind = ActorKind.Schedule, OnBehalfOf = Guid.CreateVersion7() };

        var entry = chain.Append(Released(), by: forAnn, subject: subject);

        var content = JsonNode.Parse(entry.Canonical)!;
        Assert.Equal(
            [
                $"{entry.Sequence}", $"{entry.Id}", "2026-05-04T09:30:00.000000Z", $"{entry.ActorId}", "schedule", $"{entry.OnBehalfOf}", "button",
                "ReleaseControlToEveryone", "control", $"{entry.SubjectId}", "spring-storefront", "business", "checkout", "production",
                $"{entry.Correlation}",
            ],
            new[]
            {
                content["sequence"], content["id"], content["at"], content["actor"]!["id"], content["actor"]!["kind"],
                content["actor"]!["onBehalfOf"], content["source"], content["action"], content["subject"]!["kind"],
                content["subject"]!["id"], content["subject"]!["key"], content["purpose"], content["area"], content["environment"],
                content["correlation"],
            }.Select(node => node!.ToString()));
    }

    [Fact]
    public void Append_InstantBelowAMicrosecond_IsCut()
    {
        var entry = new Chain().Append(Released(), at: Given.Now.AddTicks(19).ToOffset(TimeSpan.FromHours(2)));

        Assert.Equal(Given.Now.AddTicks(10), entry.At);
        Assert.Equal(TimeSpan.Zero, entry.At.Offset);
        Assert.Contains("\"at\":\"2026-05-04T09:30:00.000001Z\"", entry.Canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_NamesReasonsAndMembers_NeverStandInTheCanonicalText()
    {
        var chain = new Chain();
        var group = Given.AGroup(details: Given.GroupDetails() with { Members = ["ann@example.com"] });

        var entry = chain.Append(group.Defined(), by: Given.APerson("Zoë Zimmer", Role.Engineer), reason: "Asked by Otto Ostermann");

        Assert.DoesNotContain("Zimmer", entry.Canonical, StringComparison.Ordinal);
        Assert.DoesNotContain("Ostermann", entry.Canonical, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.com", entry.Canonical, StringComparison.Ordinal);
        Assert.Equal(
            ["Asked by Otto Ostermann", "Zoë Zimmer", "ann@example.com"], chain.Texts.Select(text => text.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Append_PeopleInSentencesAndStates_NeverStandInTheCanonicalText()
    {
        var chain = new Chain();
        var snapshot = new PersonSnapshot(new PersonalText("Zoë Zimmer"), new PersonalText("zoe@example.com"), [Role.Auditor], Disabled: false);
        var sentence = new Sentence("AddPerson.Roles", Words.None.WithPersonal("person", "Zoë Zimmer").With("roles", ["Auditor"]));

        var entry = chain.Append(new Changed(sentence, Before: null, snapshot));

        Assert.DoesNotContain("Zimmer", entry.Canonical, StringComparison.Ordinal);
        Assert.DoesNotContain("zoe@", entry.Canonical, StringComparison.Ordinal);
        Assert.Equal("Erik Engineer added Zoë Zimmer as Auditor", chain.Read(entry).Plain());
    }

    [Fact]
    public void Append_OwnerOfAControl_NeverStandsInTheCanonicalText()
    {
        var control = Given.AnOperationalToggle(details: Given.Details() with { Owner = "Zoë Zimmer" });

        var entry = new Chain().Append(control.Created());

        Assert.DoesNotContain("Zimmer", entry.Canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_SameTextTwice_IsSaltedEachTime()
    {
        var chain = new Chain();
        chain.Append(Released(), reason: "because");
        chain.Append(Released(), reason: "because");

        var reasons = chain.Texts.Where(text => text.Text == "because").ToList();

        Assert.Equal(2, reasons.Select(text => text.Hash).Distinct(StringComparer.Ordinal).Count());
        Assert.All(reasons, text => Assert.Equal(16, text.Salt.Length));
        Assert.All(reasons, text =>
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. text.Salt, .. Encoding.UTF8.GetBytes(text.Text)])), text.Hash));
    }

    [Fact]
    public void Append_TextThatLooksLikeAMark_StaysText()
    {
        var chain = new Chain();
        const string forged = """{"$personal":"x"} {"sha256":"00"} {control}""";
        var group = Given.AGroup(details: Given.GroupDetails(forged));

        var line = chain.Read(chain.Append(group.Defined(), reason: forged));

        Assert.Equal($"Erik Engineer defined the group {forged}: {forged}", line.Plain());
    }

    [Fact]
    public void Append_BlankReason_IsNone()
    {
        var chain = new Chain();

        Assert.Null(chain.Read(chain.Append(Released(), reason: "  ")).Reason);
    }

    [Fact]
    public void Read_Entry_IsTheWholeLine()
    {
        var chain = new Chain();

        var line = chain.Read(chain.Append(Released(), reason: " trade show opens "));

        Assert.Equal("Erik Engineer released Spring storefront to everyone on Production: trade show opens", line.Plain());
        Assert.Equal(ReleaseState.Closed, line.StateBefore());
        Assert.Equal(Availability.Everyone, line.StateAfter()!.Availability);
    }

    [Fact]
    public void Read_MembersOfAGroup_ArePutBack()
    {
        var chain = new Chain();

        var line = chain.Read(chain.Append(Given.AGroup().Defined()));

        var after = System.Text.Json.JsonSerializer.Deserialize<GroupSnapshot>(line.After, HistoryJson.Options)!;
        Assert.Equal(["ann", "bob"], after.Members.Select(member => member.Value));
    }

    [Fact]
    public void Read_ForgottenTexts_AreSaidToBe()
    {
        var chain = new Chain();
        var entry = chain.Append(Released(), reason: "because of Ann");
        chain.Texts.Clear();

        var line = chain.Read(entry);

        Assert.Equal($"{FormerPerson.NameOf(entry.ActorId)} released Spring storefront to everyone on Production: (forgotten)", line.Plain());
    }

    [Fact]
    public void Verify_AfterTextsWereForgotten_IsWhole()
    {
        var chain = Chain.Of(5);
        chain.Texts.Clear();

        Assert.Null(chain.Verify().FirstBad);
    }

    [Fact]
    public void Append_BySomebodyWhoSignedIn_NamesTheSession()
    {
        var (chain, session) = (new Chain(), Guid.CreateVersion7());

        var line = chain.Read(chain.Append(Released(), by: Given.AnEngineer with { Session = session }));

        Assert.Equal(session, line.Session);
        Assert.Null(line.From);
    }

    [Fact]
    public void Append_WhereItCameFrom_StandsAsAHashThatCanBeForgotten()
    {
        var chain = new Chain();
        var changed = Released() with { From = new RequestOrigin(new PersonalText("203.0.113.7"), "Firefox", "Linux") };

        var entry = chain.Append(changed);

        Assert.DoesNotContain("203.0.113.7", entry.Canonical, StringComparison.Ordinal);
        Assert.Equal(changed.From, chain.Read(entry).From);
        chain.Texts.Clear();
        Assert.Equal("(forgotten)", chain.Read(entry).From?.Address?.Value);
    }

    [Fact]
    public void Append_NothingKnownOfTheRequest_ReadsAsItAlwaysDid()
    {
        var chain = new Chain();

        var entry = chain.Append(Released());

        Assert.DoesNotContain("request", entry.Canonical, StringComparison.Ordinal);
        Assert.Equal((null, null), (chain.Read(entry).Session, chain.Read(entry).From));
    }

    [Fact]
    public void Verify_EntriesWithAndWithoutARequest_HoldSideBySide()
    {
        var chain = Chain.Of(3);
        chain.Append(Released() with { From = new RequestOrigin(new PersonalText("203.0.113.7"), "Firefox") });
        chain.Append(Released(), by: Given.AnEngineer with { Session = Guid.CreateVersion7() });
        chain.Append(Released());

        var lines = chain.Entries.Select(entry => ExportLine.Of(entry.Canonical, entry.Hash));
        var export = string.Join('\n', [ExportLine.Header, .. lines, ExportLine.End(chain.Entries.Count, chain.Entries[^1].Hash)]) + "\n";

        var verdict = ExportVerifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(export)), []);
        Assert.Equal((6, null), (verdict.Entries, verdict.Fault));
    }

    [Fact]
    public void StateBefore_OfSomethingElseThanAState_IsNone()
    {
        var chain = new Chain();
        var group = new Subject(SubjectKind.Group, Guid.CreateVersion7(), Given.EarlyAccess, Areas.Default);

        var line = chain.Read(chain.Append(Given.AGroup().Defined(), subject: group));

        Assert.Null(line.StateBefore());
        Assert.Null(line.StateAfter());
    }

    [Fact]
    public void Read_TextThatSomebodyAltered_IsNotShown()
    {
        var chain = new Chain();
        var entry = chain.Append(Released(), reason: "the trade show opens");

        var line = EntryLine.Read(entry, chain.Texts.Select(text => text.Text is "the trade show opens"
            ? new EntryText { Sequence = text.Sequence, Salt = text.Salt, Text = "nobody asked for it" }
            : text));

        Assert.NotEqual("nobody asked for it", line.Reason);
        Assert.Equal(chain.Read(entry).ActorName, line.ActorName);
    }

    private static string PreviousHash(Entry entry) => JsonNode.Parse(entry.Canonical)!["previousHash"]!.GetValue<string>();

    private static Changed Released() => Given.ABusinessToggle().ReleaseToEveryone(
        Given.Production, variant: null, share: null, seenVersion: null, Given.Circumstances()).OrThrow();
}
