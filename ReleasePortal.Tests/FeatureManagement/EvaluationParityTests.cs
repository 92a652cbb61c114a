using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.Evaluation.Flagd;
using ReleasePortal.FeatureManagement;
using ReleasePortal.FeatureManagement.Evaluation;
using ReleasePortal.Tests.Domain.Evaluation.Flagd;
using static ReleasePortal.Tests.Domain.Evaluation.Compiled;

namespace ReleasePortal.Tests.FeatureManagement;

/// <summary>What the application computes, against what the portal answers.</summary>
public sealed class EvaluationParityTests
{
    private const int Environments = 100;
    private const int Controls = 30;
    private const int Users = 50;

    private static readonly string[] Alphabets = ["user-", "müller-", "пользователь-", "利用者", "👩‍🚀", "\ud800"];

    [Fact]
    public void RandomControlsGroupsAndUsers_GetTheSameVariantAndValue()
    {
        var dice = new Random(20_261_124);
        var random = new RandomEnvironment(dice);
        var (asked, onDefault, unequal) = (0, 0, new List<string>());
        for (var round = 0; round < Environments; round++)
        {
            var state = random.State(Controls);
            var definitions = FlagDefinitions.Write(state);
            var ours = PortalState.Read(definitions);
            Assert.Empty(ours.NotUnderstood);
            Assert.Equal(Controls, ours.Controls.Count());
            foreach (var context in Enumerable.Range(0, Users).Select(_ => random.Context()))
            {
                var (theirs, user) = UsersOf(context, dice);
                foreach (var control in state.Controls)
                {
                    var expected = Expected(control, theirs);
                    var answer = ours.Find(control.Key)!.For(new AskedUser(user));
                    asked++;
                    onDefault += expected == control.Off ? 1 : 0;
                    if (expected.Key != answer.Key || !JsonNode.DeepEquals(JsonNode.Parse(expected.Value.Span), JsonNode.Parse(answer.Json)))
                        unequal.Add($"{control.Key} of {user.UserId} {context.ToJsonString()}: {expected.Key}, here {answer.Key} by {Encoding.UTF8.GetString(definitions)}");
                }
            }
        }

        Assert.True(unequal.Count is 0, $"{unequal.Count} of {asked} are unequal, the first: {unequal.FirstOrDefault()}");
        Assert.True(asked >= 100_000);
        Assert.InRange(onDefault, asked / 10, asked * 9 / 10); // or they would agree about nothing much
    }

    [Theory]
    [InlineData("fractional-flagjack", 0x9fe843e0)]
    [InlineData("ejOoVL", 0)]
    [InlineData("ceQdGm", 0xffffffff)]
    [InlineData("flag-müller", 0xd8fe1bcb)]
    public void Hash_IsMurmur3OverUtf8(string text, uint hash) =>
        Assert.Equal(hash, ReleasePortal.FeatureManagement.Evaluation.Murmur3.Hash(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void GroupsOfFeatureManagement_AreAttributes()
    {
        var group = GroupWhere(Where("group.beta", ReleasePortal.Domain.Audiences.ConditionOperator.Equals, true));
        var control = PortalState.Read(FlagDefinitions.Write(State(ANewToggle().In(OpenTo(group.Gets("on"))), group))).Find("banner")!;

        Assert.Equal("on", control.For(new AskedUser(new PortalUser("ann") { Groups = ["alpha", "beta"] })).Key);
        Assert.Equal("off", control.For(new AskedUser(new PortalUser("ann") { Groups = ["Beta"] })).Key);
    }

    [Fact]
    public void NumbersOfEveryType_AreNumbers()
    {
        var group = GroupWhere(Where("age", ReleasePortal.Domain.Audiences.ConditionOperator.GreaterOrEqual, 18));
        var control = PortalState.Read(FlagDefinitions.Write(State(ANewToggle().In(OpenTo(group.Gets("on"))), group))).Find("banner")!;
        string For(object? age) => control.For(new AskedUser(new PortalUser("ann") { Attributes = { ["age"] = age } })).Key;

        Assert.All((object[])[18, 18L, (byte)18, 18m, 18.5f, 18.0, 18u], age => Assert.Equal("on", For(age)));
        Assert.All((object?[])[17, "18", true, null, DayOfWeek.Friday, new[] { 18 }, double.NaN], age => Assert.Equal("off", For(age)));
    }

    [Theory]
    [InlineData("""{"some":[{"var":"plan"},true]}""")]
    [InlineData("""{"var":"user.plan"}""")]
    [InlineData("""{"var":["plan","free"]}""")]
    [InlineData("""{"if":[{"$ref":"nobody"},"on"]}""")]
    [InlineData("""{"===":[1]}""")]
    public void RuleOfANewerPortal_LeavesItsControlUnknown_AndNoOther(string targeting)
    {
        var state = PortalState.Read(Encoding.UTF8.GetBytes($$$"""
            {"flags":{
              "new": {"state":"ENABLED","defaultVariant":"off","variants":{"on":true,"off":false},"targeting":{{{targeting}}}},
              "old": {"state":"ENABLED","defaultVariant":"off","variants":{"on":true,"off":false},"targeting":{"if":[true,"on"]}}
            }}
            """));

        Assert.Null(state.Find("new"));
        Assert.Equal("new", Assert.Single(state.NotUnderstood).Control);
        Assert.Equal("on", state.Find("old")!.For(new AskedUser(null)).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"flags":7}""")]
    [InlineData("""{"flags":{"a":""")]
    public void WhatIsNoState_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => PortalState.Read(Encoding.UTF8.GetBytes(json)));

    private static (UserContext Theirs, PortalUser Ours) UsersOf(JsonObject context, Random dice)
    {
        var user = new PortalUser();
        foreach (var (name, value) in context)
        {
            if (name is UserContext.TargetingKeyName)
                user.UserId = ((string)value!).Replace("user-", Alphabets[dice.Next(Alphabets.Length)], StringComparison.Ordinal);
            else
                user.Attributes[name] = ObjectOf(value);
        }

        return (new UserContext(user.UserId, context.Where(pair => pair.Key is not UserContext.TargetingKeyName).ToDictionary(pair => pair.Key, pair => Attribute(pair.Value))), user);
    }

    private static object? ObjectOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => (string)value!,
        JsonValueKind.Number => (double)value!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        null => null,
        _ => JsonSerializer.SerializeToElement(value),
    };

    private static AttributeValue Attribute(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => (string)value!,
        JsonValueKind.Number => (double)value!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => AttributeValue.Other,
    };

    /// <summary>Where the portal asks for a user, an application gets the off variant.</summary>
    private static ServedVariant Expected(CompiledControl control, in UserContext user)
    {
        var answer = control.For(user);
        return answer.Error is AnswerError.TargetingKeyMissing ? control.Off : answer.Variant!;
    }
}
