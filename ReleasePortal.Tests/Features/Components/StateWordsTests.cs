using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

public class StateWordsTests : ComponentTestContext
{
    private static readonly Serving Split = Serving.Between(
        new WeightedVariant("classic", 1), new WeightedVariant("express", 1), new WeightedVariant("guided", 0));

    private StateWords Words => Services.GetRequiredService<StateWords>();

    public static TheoryData<ReleaseState, ControlKind, bool, string> States => new()
    {
        { ReleaseState.Closed, ControlKind.Toggle, false, "Closed" },
        { ReleaseState.Closed, ControlKind.Toggle, true, "Off" },
        { ReleaseState.ToEveryone(Serving.Of("on")), ControlKind.Toggle, false, "Everyone" },
        { ReleaseState.ToEveryone(Serving.Of("on")), ControlKind.Toggle, true, "On for everyone" },
        { ReleaseState.ToEveryone(Serving.Of("on"), share: 1000), ControlKind.Toggle, false, "10 % of everyone" },
        { ReleaseState.ToEveryone(Serving.Of("express")), ControlKind.Flag, false, "EXPRESS for everyone" },
        { ReleaseState.ToEveryone(Serving.Of("express"), share: 250), ControlKind.Flag, false, "EXPRESS for 2.5 % of everyone" },
        { ReleaseState.ToEveryone(Split), ControlKind.Flag, false, "Everyone, split in 2" },
        { ReleaseState.ToEveryone(Split, share: 500), ControlKind.Flag, false, "5 % of everyone, split in 2" },
        {
            ReleaseState.ToGroups([new GroupRule("staff", Serving.Of("on")), new GroupRule("early", Serving.Of("on"))]),
            ControlKind.Toggle, false, "STAFF and EARLY"
        },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Say_NamesWhoGetsWhat(ReleaseState state, ControlKind kind, bool killSwitch, string said) => Assert.Equal(
        said, Words.Say(state, kind, group => group.ToUpperInvariant(), variant => variant.ToUpperInvariant(), killSwitch));

    [Theory]
    [InlineData(Availability.Closed, false, "wait")]
    [InlineData(Availability.Closed, true, "harmt")]
    [InlineData(Availability.Groups, false, "live")]
    [InlineData(Availability.Everyone, true, "live")]
    public void ToneOf_RepeatsTheWords(Availability availability, bool killSwitch, string tone) =>
        Assert.Equal(tone, StateWords.ToneOf(availability, killSwitch));
}
