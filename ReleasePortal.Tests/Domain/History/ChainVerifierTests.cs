using FsCheck.Xunit;
using ReleasePortal.Domain.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.History;

/// <summary>Whatever is done to the entries of a chain is found, and the place is named.</summary>
public class ChainVerifierTests
{
    [Fact]
    public void Verify_NoEntries_IsWhole() => Assert.Equal(new ChainVerdict(0, HistoryHead.Zeros, FirstBad: null), ChainVerifier.Verify([]));

    [Fact]
    public void Verify_UntouchedChain_IsWholeAndNamesItsHead()
    {
        var chain = Chain.Of(7);

        Assert.Equal(new ChainVerdict(7, chain.Entries[^1].Hash, FirstBad: null), chain.Verify());
    }

    [Fact]
    public void Verify_TamperedText_IsFound() => AssertFound(4, lines =>
        lines[3] = lines[3] with { Canonical = lines[3].Canonical.Replace("production", "staging", StringComparison.Ordinal) });

    [Fact]
    public void Verify_TamperedHash_IsFound() => AssertFound(4, lines => lines[3] = lines[3] with { Hash = new string('a', 64) });

    [Fact]
    public void Verify_TamperedTextWithAHashThatFits_IsFoundAtTheNextOne() => AssertFound(5, lines =>
        lines[3] = Chain.Forge(lines[3], content => content["environment"] = "staging"));

    [Fact]
    public void Verify_FirstEntryTampered_IsFound() => AssertFound(1, lines =>
        lines[0] = Chain.Forge(lines[0], content => content["previousHash"] = new string('1', 64)));

    [Fact]
    public void Verify_FirstEntryRemoved_IsFound() => AssertFound(1, lines => lines.RemoveAt(0));

    [Fact]
    public void Verify_EntryRemoved_IsFound() => AssertFound(4, lines => lines.RemoveAt(3));

    [Fact]
    public void Verify_EntryRemovedAndTheRestRenumbered_IsFound() => AssertFound(4, lines =>
    {
        lines.RemoveAt(3);
        for (var index = 3; index < lines.Count; index++)
        {
            var place = index + 1;
            lines[index] = Chain.Forge(lines[index] with { Sequence = place }, content => content["sequence"] = place);
        }
    });

    [Fact]
    public void Verify_TruncatedInTheMiddle_IsFound() => AssertFound(4, lines => lines.RemoveRange(3, 4));

    [Fact]
    public void Verify_EntryInserted_IsFound() => AssertFound(4, lines => lines.Insert(3, Chain.Of(1).Lines()[0]));

    [Fact]
    public void Verify_EntryInsertedThatFollows_IsFoundAtTheNextOne() => AssertFound(5, lines =>
        lines.Insert(3, Chain.Forge(lines[3], content => content["reason"] = null)));

    [Fact]
    public void Verify_EntryTwice_IsFound() => AssertFound(5, lines => lines.Insert(3, lines[3]));

    [Fact]
    public void Verify_EntriesSwapped_IsFound() => AssertFound(4, lines => (lines[3], lines[4]) = (lines[4], lines[3]));

    [Fact]
    public void Verify_EntriesSwappedUnderEachOthersNumbers_IsFound() => AssertFound(4, lines =>
        (lines[3], lines[4]) = (lines[4] with { Sequence = 4 }, lines[3] with { Sequence = 5 }));

    [Fact]
    public void Verify_SequenceThatIsNotTheTextsOwn_IsFound() => AssertFound(4, lines =>
        lines[3] = Chain.Forge(lines[3], content => content["sequence"] = 5));

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"sequence":4,"sequence":4}""")]
    [InlineData("""{"sequence":"4","previousHash":4}""")]
    [InlineData("""{"sequence":{},"previousHash":[]}""")]
    public void Verify_TextThatIsNoEntryWithAHashThatFits_IsFound(string text) => AssertFound(4, lines =>
        lines[3] = (4, text, EntryWriter.HashOf(text)));

    [Property(MaxTest = 60)]
    public bool Verify_AnyCharacterOfAnyEntryChanged_IsFoundThere(int entry, int place)
    {
        var lines = Chain.Of(4).Lines();
        var index = (int)((uint)entry % 4);
        var text = lines[index].Canonical.ToCharArray();
        text[(int)((uint)place % text.Length)] ^= (char)1;
        lines[index] = lines[index] with { Canonical = new string(text) };

        return ChainVerifier.Verify(lines).FirstBad == index + 1;
    }

    private static void AssertFound(long firstBad, Action<List<(long Sequence, string Canonical, string Hash)>> act)
    {
        var lines = Chain.Of(10).Lines();
        var heads = lines.Select(line => line.Hash).Prepend(HistoryHead.Zeros).ToList();
        act(lines);

        Assert.Equal(new ChainVerdict(firstBad - 1, Head: "", firstBad), ChainVerifier.Verify(lines) with { Head = "" });
        if (firstBad < 5) // what held before is what stood there
            Assert.Equal(heads[(int)firstBad - 1], ChainVerifier.Verify(lines).Head);
    }
}
