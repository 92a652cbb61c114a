using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>What a new control is, and what must hold of what is written about it.</summary>
public class CreateControlTests
{
    [Fact]
    public void Create_Toggle_IsOperationalAndClosedEverywhere()
    {
        var control = Given.AnOperationalToggle();

        Assert.Equal(Purpose.Operational, control.Purpose);
        Assert.Equal(ReleaseState.Closed, control.StateOn(Given.Production));
        Assert.Empty(control.States);
        Assert.Equal(1, control.Version);
        Assert.Null(control.RetiredAt);
    }

    [Fact]
    public void Create_Toggle_HasTheFixedVariantsWhateverIsGiven()
    {
        var control = ReleaseControl.Create(
            Guid.CreateVersion7(), "a", ControlKind.Toggle, ValueType.String, "neon", Given.FlagDetails(), Given.Circumstances()).OrThrow();

        Assert.Equal(Variant.OfToggle, control.Variants);
        Assert.Equal(ValueType.Boolean, control.ValueType);
        Assert.Equal(Variant.Off, control.OffVariant);
    }

    [Fact]
    public void Create_Flag_KeepsItsVariantsAndItsOffVariant()
    {
        var control = Given.AnOperationalFlag();

        Assert.Equal([Given.Classic, Given.Express, Given.Guided], control.Variants.Select(variant => variant.Key));
        Assert.Equal(Given.Classic, control.OffVariant);
        Assert.Equal("Express checkout", control.VariantOf(Given.Express)!.Name);
        Assert.Null(control.VariantOf("neon"));
    }

    [Fact]
    public void Create_KeyThatTheAddressOfTheFormHas_IsRefused()
    {
        var refusal = ReleaseControl.Create(
            Guid.CreateVersion7(), "new", ControlKind.Toggle, ValueType.Boolean, offVariant: null, Given.Details(), Given.Circumstances()).Refusal;

        Assert.Equal(("key", "Reserved"), (Assert.IsType<Invalid>(refusal).Errors[0].Field, Assert.IsType<Invalid>(refusal).Errors[0].Rule));
    }

    [Fact]
    public void Created_SaysItAndKeepsTheWholeDefinition()
    {
        var changed = Given.AnOperationalToggle().Created();

        Assert.Equal("created Spring storefront", changed.Sentence.Did().Plain());
        Assert.Null(changed.Before);
        Assert.Equal("Spring storefront", Assert.IsType<ControlSnapshot>(changed.After).Name);
    }

    [Theory]
    [InlineData("Toggle, long-lived and operational", true)]
    [InlineData("Toggle, temporary", false)]
    [InlineData("Flag, long-lived", false)]
    [InlineData("Toggle, long-lived and handed over", false)]
    public void IsKillSwitch_OnlyALongLivedOperationalToggle(string which, bool expected)
    {
        var control = which switch
        {
            "Toggle, long-lived and operational" => Given.AKillSwitch(),
            "Toggle, temporary" => Given.AnOperationalToggle(),
            "Flag, long-lived" => Given.AnOperationalFlag(
                details: Given.LongLivedDetails() with { Variants = Given.FlagDetails().Variants }),
            _ => Given.AKillSwitch().HandedOver(),
        };

        Assert.Equal(expected, control.IsKillSwitch);
    }

    [Fact]
    public void Create_ScriptInTheName_IsKeptAsText()
    {
        var control = Given.AnOperationalToggle(details: Given.Details("<script>alert('x')</script>{control}"));

        Assert.Equal("<script>alert('x')</script>{control}", control.Name);
        Assert.Equal("created <script>alert('x')</script>{control}", control.Created().Sentence.Did().Plain());
    }

    [Fact]
    public void Create_WhiteSpaceAroundTexts_IsTrimmed()
    {
        var control = Given.AnOperationalToggle(details: Given.Details("  Spring  ") with { Description = " a ", Owner = " b ", Tags = [" c ", "c"] });

        Assert.Equal(("Spring", "a", "b"), (control.Name, control.Description, control.Owner));
        Assert.Equal(["c"], control.Tags);
    }

    [Fact]
    public void Create_FieldsThatAFormCleared_AreEmpty()
    {
        var control = Given.AnOperationalToggle(details: Given.Details() with { Description = null!, Owner = null!, EffectWhenOff = null! });

        Assert.Equal(("", "", ""), (control.Description, control.Owner, control.EffectWhenOff));
    }

    [Theory]
    [InlineData("", "key: Required")]
    [InlineData("  ", "key: Required")]
    [InlineData("Spring", "key: Key")]
    [InlineData("-spring", "key: Key")]
    [InlineData("spring storefront", "key: Key")]
    [InlineData("spring\n", "key: Key")]
    [InlineData("frühling", "key: Key")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", "key: Key")]
    public void Create_KeyThatIsNone_IsRefused(string key, string error)
    {
        var result = ReleaseControl.Create(
            Guid.CreateVersion7(), key, ControlKind.Toggle, ValueType.Boolean, offVariant: null, Given.Details(), Given.Circumstances());

        Assert.Equal([error], result.Refusal.Errors());
    }

    [Theory]
    [InlineData("name: Required", "")]
    [InlineData("name: Required", " ")]
    [InlineData("name: Required", null)]
    [InlineData("name: Characters", "line\nbreak")]
    [InlineData("name: Characters", "null\0")]
    public void Create_NameThatIsNone_IsRefused(string error, string? name) => AssertRefused(Given.Details(name!), error);

    [Fact]
    public void Create_HalfOfASurrogatePairInTheName_IsRefused()
    {
        AssertRefused(Given.Details("first half \ud83d"), "name: Characters");
        AssertRefused(Given.Details("\ude00 second half"), "name: Characters");
    }

    [Fact]
    public void Create_EmojiInTheName_IsKept() => Assert.Equal("Spring 🌷", Given.AnOperationalToggle(details: Given.Details("Spring 🌷")).Name);

    [Fact]
    public void Create_LongestName_IsKept() =>
        Assert.Equal(100, Given.AnOperationalToggle(details: Given.Details(new string('x', 100))).Name.Length);

    [Fact]
    public void Create_OverLongTexts_AreAllNamed() => AssertRefused(
        Given.Details(new string('x', 101)) with
        {
            Description = new string('x', 501),
            Owner = new string('x', 101),
            EffectWhenOff = new string('x', 501),
        },
        "name: TooLong",
        "description: TooLong",
        "owner: TooLong",
        "effectWhenOff: TooLong");

    [Fact]
    public void Create_LinesInDescriptions_AreKept() => Assert.Equal(
        "One\nTwo", Given.AnOperationalToggle(details: Given.Details() with { Description = "One\nTwo" }).Description);

    [Theory]
    [InlineData("", "area: Required")]
    [InlineData("Not An Area", "area: Key")]
    public void Create_AreaThatIsNone_IsRefused(string area, string error) => AssertRefused(Given.Details() with { Area = area }, error);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    [InlineData("a\tb")]
    [InlineData("this tag is much longer than forty characters")]
    public void Create_TagThatIsNone_IsRefused(string? tag) => AssertRefused(Given.Details() with { Tags = ["fine", tag!] }, "tags: Tag");

    [Fact]
    public void Create_TooManyTags_IsRefused() =>
        AssertRefused(Given.Details() with { Tags = [.. Enumerable.Range(0, 21).Select(index => $"tag {index}")] }, "tags: TooMany");

    [Fact]
    public void Create_TemporaryWithoutADay_IsRefused() => AssertRefused(Given.Details() with { RemoveBy = null }, "removeBy: Required");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Create_TemporaryUntilTodayOrBefore_IsRefused(int days) => AssertRefused(
        Given.Details() with { RemoveBy = DateOnly.FromDateTime(Given.Now.UtcDateTime).AddDays(days) }, "removeBy: DateInThePast");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Create_LongLivedWithoutAJustification_IsRefused(string? justification) =>
        AssertRefused(Given.LongLivedDetails() with { Justification = justification }, "justification: Required");

    [Fact]
    public void Create_OverLongJustification_IsRefused() =>
        AssertRefused(Given.LongLivedDetails() with { Justification = new string('x', 1001) }, "justification: TooLong");

    [Fact]
    public void Create_LongLived_ForgetsTheDay()
    {
        var control = Given.AnOperationalToggle(details: Given.LongLivedDetails() with { RemoveBy = Given.InSummer });

        Assert.Null(control.RemoveBy);
        Assert.NotNull(control.Justification);
    }

    [Fact]
    public void Create_SeenByBrowsers_IsRefusedForItIsOperational() =>
        AssertRefused(Given.Details() with { SeenByBrowsers = true }, "seenByBrowsers: OperationalInBrowsers");

    [Fact]
    public void Create_FlagWithOneVariant_IsRefused() =>
        AssertFlagRefused([new Variant(Given.Classic, "Classic", "\"a\"")], "variants: TooFewVariants");

    [Fact]
    public void Create_FlagWithoutVariants_IsRefused() =>
        AssertFlagRefused([], "variants: TooFewVariants", "offVariant: UnknownVariant");

    [Fact]
    public void Create_FlagWithTooManyVariants_IsRefused() => AssertFlagRefused(
        [new Variant(Given.Classic, "Classic", "\"\""), .. Enumerable.Range(0, 50).Select(index => new Variant($"v{index}", "v", "\"\""))],
        "variants: TooMany");

    [Fact]
    public void Create_FlagWithAVariantTwice_IsRefused() => AssertFlagRefused(
        [new Variant(Given.Classic, "Classic", "\"a\""), new Variant(Given.Classic, "Classic again", "\"b\"")], "variants: Duplicate");

    [Fact]
    public void Create_FlagWhoseOffVariantIsNone_IsRefused() => AssertFlagRefused(
        [new Variant("a", "A", "\"a\""), new Variant("b", "B", "\"b\"")], "offVariant: UnknownVariant");

    [Fact]
    public void Create_FlagWithVariantsThatAreNone_NamesEachField() => AssertFlagRefused(
        [new Variant(Given.Classic, "Classic", "\"a\""), new Variant("B!", " ", "42"), new Variant("", "C", "")],
        "variants.1.key: Key",
        "variants.1.name: Required",
        "variants.1.value: Value.String",
        "variants.2.key: Required",
        "variants.2.value: Value.String");

    [Fact]
    public void Create_SeveralErrors_AreAllToldInTheOrderOfTheForm() => AssertRefused(
        Given.Details("") with { Area = "", RemoveBy = null }, "name: Required", "area: Required", "removeBy: Required");

    [Fact]
    public void Create_Refused_SaysTheFirstErrorAsItsOwn()
    {
        var refusal = ReleaseControl.Create(
            Guid.CreateVersion7(), "", ControlKind.Toggle, ValueType.Boolean, offVariant: null, Given.Details(""), Given.Circumstances()).Refusal!;

        Assert.Equal(("InvalidRequired", "key", "Fill this in."), (refusal.Code, refusal.Field, refusal.Message.ToString()));
    }

    private static void AssertRefused(ControlDetails details, params string[] errors)
    {
        var result = ReleaseControl.Create(
            Guid.CreateVersion7(), "key", ControlKind.Toggle, ValueType.Boolean, offVariant: null, details, Given.Circumstances());

        Assert.Equal(errors, result.Refusal.Errors());
    }

    private static void AssertFlagRefused(IReadOnlyList<Variant> variants, params string[] errors)
    {
        var details = Given.FlagDetails() with { Variants = variants };
        var result = ReleaseControl.Create(
            Guid.CreateVersion7(), "key", ControlKind.Flag, ValueType.String, Given.Classic, details, Given.Circumstances());

        Assert.Equal(errors, result.Refusal.Errors());
    }
}
