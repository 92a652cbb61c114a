using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Architecture;

namespace ReleasePortal.Tests.Domain.Wording;

/// <summary>Everything that the domain says is in Sentences.resx, and nothing else is.</summary>
public partial class SentencesTests
{
    /// <summary>Changes that a person makes in a form of their own: no dialog says beforehand what will happen.</summary>
    private static readonly Type[] WithoutPreview = [typeof(PersonChange), typeof(KeyChange), typeof(HistoryChange)];

    /// <summary>Say when something will happen: a preview is filled with them, nothing stores them.</summary>
    private static readonly string[] WhenWords = ["at", "commaAt"];

    private static readonly IReadOnlyList<string> Keys = [.. Resources().Select(resource => resource.Key)];

    /// <summary>What the domain's and the desk's source says between quotes: where sentences and rules are named.</summary>
    private static readonly HashSet<string> Quoted =
    [
        .. Portal.Files(".cs", ".razor").SelectMany(file => BetweenQuotes().Matches(File.ReadAllText(file)).Select(match => match.Groups["text"].Value)),
    ];

    public static TheoryData<string> Changes => [.. ChangeTypes.Changes.Select(type => type.Name)];

    public static TheoryData<string> Refusals => [.. ChangeTypes.Refusals.Where(type => type != typeof(Invalid)).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Changes))]
    public void EveryChange_SaysWhatItDid(string type)
    {
        if (type == nameof(RecordDoorEvent))
            Assert.All(Enum.GetNames<DoorEvent>(), name => Assert.Contains($"Did.{type}.{name}", Keys));
        else if (type == nameof(RecordExport))
            Assert.All(Enum.GetNames<ExportForm>().SelectMany(name => new[] { name, name + ".BrokenOff" }), form => Assert.Contains($"Did.{type}.{form}", Keys));
        else
            Assert.True(Says("Did", type), $"Sentences.resx has no Did.{type} and no form of it");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void EveryChange_SaysWhatItWillDo_WhereADialogAsks(string type)
    {
        var change = ChangeTypes.Changes.Single(known => known.Name == type);

        Assert.Equal(!WithoutPreview.Any(change.IsAssignableTo), Says("Will", type));
    }

    [Fact]
    public void EveryFormOfASentence_ExistsInBothTenses()
    {
        var will = Keys.Where(key => key.StartsWith("Will.", StringComparison.Ordinal)).Select(key => key["Will.".Length..]);
        var did = Keys.Where(key => key.StartsWith("Did.", StringComparison.Ordinal)).Select(key => key["Did.".Length..]);
        var withoutPreview = ChangeTypes.Changes.Where(type => WithoutPreview.Any(type.IsAssignableTo)).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(did.Where(key => !withoutPreview.Contains(key.Split('.')[0])).Order(StringComparer.Ordinal), will.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EverySentence_BelongsToAChange()
    {
        var changes = ChangeTypes.Changes.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        Assert.All(
            Keys.Where(key => key.StartsWith("Did.", StringComparison.Ordinal) || key.StartsWith("Will.", StringComparison.Ordinal)),
            key => Assert.Contains(key.Split('.')[1], changes));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void EveryRefusal_HasAMessage(string type) => Assert.Contains($"Refusal.{type}", Keys);

    [Theory]
    [MemberData(nameof(Refusals))]
    public void EveryRefusal_FillsAllOfItsMessage(string type)
    {
        var refusal = (Refusal)Make(ChangeTypes.Refusals.Single(known => known.Name == type));

        Assert.DoesNotContain("Refusal.", refusal.Message.ToString(), StringComparison.Ordinal);
        Assert.All(Words(Text($"Refusal.{type}")), word => Assert.NotNull(refusal.Message.Words[word]));
    }

    [Fact]
    public void EveryRefusalInTheResources_Exists()
    {
        var known = ChangeTypes.Refusals.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        Assert.All(
            Keys.Where(key => key.StartsWith("Refusal.", StringComparison.Ordinal)),
            key => Assert.Contains(key.Split('.')[1], known));
    }

    /// <summary>Codes are for programs: they are the types' names and never change with a text.</summary>
    [Fact]
    public void EveryRefusal_HasACodeOfItsOwn()
    {
        var codes = ChangeTypes.Refusals
            .Where(type => type != typeof(Invalid))
            .Select(type => ((Refusal)RuntimeHelpers.GetUninitializedObject(type)).Code)
            .ToList();

        Assert.Equal(codes.Distinct(StringComparer.Ordinal), codes);
    }

    [Fact]
    public void EveryRuleInTheResources_IsUsedInTheSource() => Assert.All(
        Keys.Where(key => key.StartsWith("Refusal.Invalid.", StringComparison.Ordinal)).Select(key => key["Refusal.Invalid.".Length..]),
        rule => Assert.True(
            Quoted.Contains(rule) || (rule.Contains('.', StringComparison.Ordinal) && Quoted.Contains(rule[..(rule.IndexOf('.', StringComparison.Ordinal) + 1)])),
            $"no source names the rule {rule}"));

    [Fact]
    public void EveryText_HasItsBracesInPairs() => Assert.All(Resources(), resource =>
    {
        var words = Brace().Count(resource.Text);
        Assert.Equal((words, words), (resource.Text.Count('{'), resource.Text.Count('}')));
    });

    [Fact]
    public void EveryForm_HasTheWordsOfItsOtherTense() => Assert.All(
        Keys.Where(key => key.StartsWith("Will.", StringComparison.Ordinal)),
        will => Assert.Subset(Words(Text("Did." + will["Will.".Length..])), Words(Text(will)).Except(WhenWords, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal)));

    private static bool Says(string tense, string type) =>
        Keys.Any(key => key == $"{tense}.{type}" || key.StartsWith($"{tense}.{type}.", StringComparison.Ordinal));

    private static string Text(string key) => Resources().Single(resource => resource.Key == key).Text;

    private static HashSet<string> Words(string text) =>
        [.. Brace().Matches(text).Select(match => match.Groups["word"].Value)];

    private static IEnumerable<(string Key, string Text)> Resources() =>
        new ResourceManager("ReleasePortal.Domain.Wording.Sentences", typeof(Phrasing).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .Select(entry => ((string)entry.Key, (string)entry.Value!));

    // Any refusal, with some text in every parameter.
    private static object Make(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(known => known.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
    }

    private static object? Sample(Type type) =>
        type == typeof(string) ? "something"
        : type == typeof(IReadOnlyList<string>) ? new[] { "one", "two" }
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? Array.CreateInstance(type.GenericTypeArguments[0], 0)
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    [GeneratedRegex("\"(?<text>[A-Za-z.]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BetweenQuotes();

    [GeneratedRegex(@"\{(?<word>[^}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Brace();
}
