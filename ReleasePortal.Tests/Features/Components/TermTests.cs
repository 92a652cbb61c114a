using Bunit;
using ReleasePortal.Components;
using ReleasePortal.Components.Glossary;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

public sealed class TermTests : ComponentTestContext
{
    public static TheoryData<GlossaryWord> Words => [.. Enum.GetValues<GlossaryWord>()];

    [Theory]
    [MemberData(nameof(Words))]
    public void Term_LeadsToItsMeaning_AndTellsIt(GlossaryWord word)
    {
        var link = Render<Term>(parameters => parameters.Add(term => term.Word, word)).Find("a.term");

        Assert.Equal($"/help#word-{word}", link.GetAttribute("href"));
        Assert.StartsWith(link.Words() + ": ", link.GetAttribute("title"), StringComparison.Ordinal);
        Assert.DoesNotContain("Meaning.", link.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void Heading_OfAPageAboutAWord_LeadsThere_WhateverItSays()
    {
        var head = Render<PageHead>(parameters => parameters.Add(page => page.Title, "Launches").Add(page => page.Word, GlossaryWord.Launch));

        Assert.Equal("Launches", head.Find("h1 a[href='/help#word-Launch']").Words());
    }

    [Fact]
    public void Heading_OfAnyOtherPage_IsPlain()
    {
        var head = Render<PageHead>(parameters => parameters.Add(page => page.Title, "People"));

        Assert.Equal("People", head.Find("h1").InnerHtml.Trim());
    }
}
