using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain;

/// <summary>Changes as they are stored, for example in a launch.</summary>
public class ChangeCatalogueTests
{
    /// <summary>They are applied at once or not at all: most carry a password, a key's hash or what happened at the door.</summary>
    private static readonly Type[] NeverStored = [typeof(PersonChange), typeof(KeyChange), typeof(LaunchChange), typeof(HistoryChange)];

    public static TheoryData<string> Storable => [.. ChangeCatalogue.Storable.Select(type => type.Name)];

    [Fact]
    public void Storable_HoldsEveryChangeThatIsNotLeftOutOnPurpose()
    {
        var expected = ChangeTypes.Changes.Where(type => !NeverStored.Any(type.IsAssignableTo));

        Assert.Equal(expected, ChangeCatalogue.Storable.OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Samples_HoldOneChangeOfEveryType() => Assert.Equal(
        ChangeTypes.Changes, Samples.Changes().Select(change => change.GetType()).OrderBy(type => type.Name, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Storable))]
    public void Json_ThereAndBack_IsTheSameChange(string type)
    {
        var change = Sample(type);

        var json = Write(change);
        var back = JsonSerializer.Deserialize<Change>(json, ChangeCatalogue.Json)!;

        Assert.Equal(change.GetType(), back.GetType());
        Assert.Equal(json, Write(back)); // records compare lists by reference
    }

    [Theory]
    [MemberData(nameof(Storable))]
    public void Json_Type_IsTheStableName(string type) =>
        Assert.Equal(type, JsonNode.Parse(Write(Sample(type)))!["type"]!.GetValue<string>());

    /// <summary>A launch that was stored by an older portal is read by a newer one: these names may be added to, not changed.</summary>
    [Fact]
    public void Json_StableNames_AreThese() => Assert.Equal(
        [
            "CreateControl", "DefineArea", "DefineConfiguration", "DefineEnvironment", "DefineFreeze", "DefineGroup", "EditConfiguration", "EditControl", "EditEnvironment", "EditFreeze",
            "EditGroup", "HandOver", "LiftFreeze", "ReleaseControlToEveryone", "ReleaseToGroups", "RemoveConfiguration", "RemoveGroup", "RestoreControl", "Retire", "ServeSplit", "SetBudgets", "TakeBack", "Undo", "Withdraw",
        ],
        ChangeCatalogue.Storable.Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Json_Withdrawal_IsWrittenInFewWords() => Assert.Equal(
        """{"type":"Withdraw","on":"production","control":"spring-storefront"}""",
        Write(new Withdraw("spring-storefront", Given.Production)));

    [Fact]
    public void Json_Enums_AreWords()
    {
        var details = JsonNode.Parse(Write(Sample(nameof(CreateControl))))!;

        Assert.Equal(("flag", "string"), (details["kind"]!.GetValue<string>(), details["valueType"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"type":"Withdraw","control":"a"}""")]
    [InlineData("""{"type":"Withdraw","control":null,"on":"production"}""")]
    [InlineData("""{"type":"ReleaseToGroups","control":"a","on":"production","groups":[{"group":"staff","serving":null}]}""")]
    [InlineData("""{"type":"CreateControl","control":"a","kind":0,"details":{"name":"A"}}""")]
    [InlineData("""{"type":"CreateControl","control":"a","kind":"lever","details":{"name":"A"}}""")]
    [InlineData("""{"type":"CreateControl","control":"a","kind":"toggle","details":{}}""")]
    [InlineData("""{"type":"ResetPassword","person":"019a0000-0000-7000-8000-000000000001","password":"x"}""")]
    [InlineData("""{"type":"Nothing"}""")]
    [InlineData("""{"control":"a","on":"production"}""")]
    public void Json_WhatIsNoWholeChange_IsNotRead(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<Change>(json, ChangeCatalogue.Json));

    [Fact]
    public void Json_TypeAfterOtherMembers_IsRead() => Assert.Equal(
        new Withdraw("a", "production"),
        JsonSerializer.Deserialize<Change>("""{"control":"a","on":"production","type":"Withdraw"}""", ChangeCatalogue.Json));

    [Fact]
    public void Json_UndoNeverCarriesAState()
    {
        var undo = new Undo("a", "production", Guid.CreateVersion7()) { StateBefore = ReleaseState.Closed, LaterTakenBackBy = Guid.CreateVersion7() };

        Assert.Equal(undo with { StateBefore = null, LaterTakenBackBy = null }, JsonSerializer.Deserialize<Change>(Write(undo), ChangeCatalogue.Json));
    }

    private static Change Sample(string type) => Samples.Changes(id: Guid.CreateVersion7()).Single(change => change.GetType().Name == type);

    private static string Write(Change change) => JsonSerializer.Serialize(change, ChangeCatalogue.Json);
}
