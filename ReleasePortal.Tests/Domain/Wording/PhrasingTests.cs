using System.Globalization;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Tests.Domain.Wording;

/// <summary>Filling sentences: names stay text, shares are said as people say them.</summary>
public class PhrasingTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Fact]
    public void Did_Names_AreEmphasised()
    {
        var sentence = new Sentence("Withdraw", Words.Of(("control", "Spring"), ("environment", "Production")));

        Assert.Equal(
            [
                new Segment("withdrew ", Emphasis.None),
                new Segment("Spring", Emphasis.Name),
                new Segment(" on ", Emphasis.None),
                new Segment("Production", Emphasis.Name),
            ],
            sentence.Did());
    }

    [Fact]
    public void Did_NameWithBraces_IsNotFilledAgain()
    {
        var sentence = new Sentence("Withdraw", Words.Of(("control", "{environment}"), ("environment", "Production")));

        Assert.Equal("withdrew {environment} on Production", sentence.Did().Plain());
    }

    [Theory]
    [InlineData(null, "Nobody on Production will see Spring any more, immediately.")]
    [InlineData("", "Nobody on Production will see Spring any more.")]
    [InlineData("on Monday", "Nobody on Production will see Spring any more, on Monday.")]
    public void Will_SaysWhen_NowUnlessItIsTold(string? when, string said)
    {
        var sentence = new Sentence("Withdraw", Words.Of(("control", "Spring"), ("environment", "Production")));

        Assert.Equal(said, (when is null ? sentence.Will() : sentence.WillAt(when)).Plain());
    }

    [Fact]
    public void Did_MissingWord_IsLeftOut() =>
        Assert.Equal("withdrew  on ", new Sentence("Withdraw", Words.None).Did().Plain());

    [Fact]
    public void Say_UnknownKey_IsTheKey() => Assert.Equal("No.Such.Key", new Sentence("No.Such.Key", Words.None).ToString());

    [Fact]
    public void Did_OneGroup_IsItsName() => Assert.Equal("released Spring to Staff on Production", Groups("Staff"));

    [Fact]
    public void Did_ThreeGroups_AreListedWithAnd() =>
        Assert.Equal("released Spring to Staff, Early access and Beta on Production", Groups("Staff", "Early access", "Beta"));

    [Theory]
    [InlineData(1, "0.01 %")]
    [InlineData(50, "0.5 %")]
    [InlineData(1_000, "10 %")]
    [InlineData(3_333, "33.33 %")]
    [InlineData(10_000, "100 %")]
    public void Percent_OfTenThousand_IsSaidAsPeopleDo(int share, string text) =>
        Assert.Equal(text, Phrasing.Percent(share, CultureInfo.InvariantCulture));

    [Fact]
    public void Percent_InGerman_HasAComma() => Assert.Equal("2,5 %", Phrasing.Percent(250, German));

    [Theory]
    [InlineData(1, 2, "half see")]
    [InlineData(2, 6, "a third see")]
    [InlineData(25, 100, "a quarter see")]
    [InlineData(7, 7, "all see")]
    [InlineData(10, 100, "10 % see")]
    [InlineData(1, 7, "14.29 % see")]
    [InlineData(2, 3, "66.67 % see")]
    public void Fraction_OfASplit_IsSaidAsPeopleDo(long weight, long total, string text) =>
        Assert.Equal(text, Phrasing.Fraction(weight, total, CultureInfo.InvariantCulture));

    [Fact]
    public void List_OfNothing_IsEmpty() => Assert.Equal("", Phrasing.List([]));

    [Fact]
    public void List_OfTwo_HasAnAnd() => Assert.Equal("a and b", Phrasing.List(["a", "b"]));

    [Theory]
    [InlineData("ReleaseControlToEveryone.KillSwitch", "ReleaseControlToEveryone")]
    [InlineData("Withdraw", "Withdraw")]
    public void Action_OfASentence_IsTheChangesTypeName(string key, string action) =>
        Assert.Equal(action, new Sentence(key, Words.None).Action);

    [Fact]
    public void With_OnWords_LeavesTheOriginalAlone()
    {
        var words = Words.Of(("control", "Spring"));

        words.With("share", 10);

        Assert.Null(words["share"]);
    }

    private static string Groups(params string[] groups) => new Sentence(
        "ReleaseToGroups", Words.Of(("control", "Spring"), ("environment", "Production")).With("groups", groups)).Did().Plain();
}
