using FsCheck.Xunit;
using ReleasePortal.Domain;

namespace ReleasePortal.Tests.Domain;

/// <summary>Keys, and the proposals for them.</summary>
public class SlugTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("spring-storefront")]
    [InlineData("a-")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012")]
    public void IsValid_SmallLettersDigitsAndHyphens_IsTrue(string key) => Assert.True(Slug.IsValid(key));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a_b")]
    [InlineData("a.b")]
    [InlineData("é")]
    [InlineData("٣")]
    [InlineData("a\n")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void IsValid_AnythingElse_IsFalse(string? key) => Assert.False(Slug.IsValid(key));

    [Theory]
    [InlineData("Spring storefront", "spring-storefront")]
    [InlineData("  Été à la plage! ", "ete-a-la-plage")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("A -- B", "a-b")]
    [InlineData("<script>", "script")]
    [InlineData("日本", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void From_Name_IsAProposal(string? name, string key) => Assert.Equal(key, Slug.From(name));

    [Fact]
    public void From_NameThatBreaksOffAtAHyphen_DoesNotEndInIt() =>
        Assert.Equal(new string('x', 62), Slug.From(new string('x', 62) + " y"));

    [Fact]
    public void From_HalfOfASurrogatePair_IsLeftOut() => Assert.Equal("spring", Slug.From("Spring \ud83d"));

    [Property]
    public bool From_AnyName_IsAKeyOrEmpty(string? name) => Slug.From(name) is var key && (key.Length is 0 || Slug.IsValid(key));
}
