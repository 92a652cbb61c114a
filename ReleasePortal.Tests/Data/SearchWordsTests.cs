using ReleasePortal.Data.Search;

namespace ReleasePortal.Tests.Data;

public class SearchWordsTests
{
    [Theory]
    [InlineData("Released Spring storefront", "released spring storefront")]
    [InlineData("Café in ZÜRICH, Ångström", "cafe in zurich angstrom")]
    [InlineData("Cafe\u0301", "cafe")]
    [InlineData("spring-storefront", "spring storefront")]
    [InlineData("95 % CPU (v2.14.0)", "95 cpu v2 14 0")]
    [InlineData("a NEAR/2 \"b\" c* -d col:e 'f' & !g | h", "a near 2 b c d col e f g h")]
    [InlineData("twice twice Twice", "twice")]
    [InlineData("ﬁne ½", "fine 1 2")]
    [InlineData("Москва 東京 서울", "москва 東京 서울")]
    [InlineData(" … *?!\0 ", "")]
    public void Of_AText_IsItsWordsWithoutCaseAndAccents(string text, string words) =>
        Assert.Equal(words.Normalize(System.Text.NormalizationForm.FormKD), string.Join(' ', SearchWords.Of(text)));

    [Fact]
    public void Of_AVeryLongWord_IsCutAlike() => Assert.Equal(SearchWords.Of(new string('a', 60)), SearchWords.Of(new string('a', 90)));

    [Fact]
    public void Wanted_IsBounded() => Assert.Equal(12, SearchWords.Wanted(string.Join(' ', Enumerable.Range(0, 100))).Count);
}
