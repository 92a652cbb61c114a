using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Components.Glossary;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Decoupling;

namespace ReleasePortal.Features.Steps;

/// <summary>The four steps in words: sentences that claim no more than is known.</summary>
public sealed class StepWords(IStringLocalizer<StepsTexts> texts, DurationWords durations)
{
    /// <summary>More examples than these would hide what they are examples of.</summary>
    private const int Examples = 3;

    /// <param name="view">What was counted.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="zone">The reader's zone, for the days in addresses.</param>
    public IReadOnlyList<StepCard> Cards(StepsView view, Actor actor, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(view);
        return
        [
            new StepCard(1, "Terms", GlossaryWord.SoftwareVersion, view.Terms.Step.State, [.. Terms(view.Terms)], NextActs.For(view.Terms.Step.Next, view, actor)),
            new StepCard(2, "Architecture", GlossaryWord.ReleaseControl, view.Architecture.Step.State, [.. Architecture(view.Architecture, actor)], NextActs.For(view.Architecture.Step.Next, view, actor)),
            view.Independence is { } independence
                ? new StepCard(3, "Independence", GlossaryWord.Release, independence.Step.State, [.. Independence(independence, view, zone)], NextActs.For(independence.Step.Next, view, actor))
                : new StepCard(3, "Independence", GlossaryWord.Release, State: null, [new Evidence(texts["Independence.Hidden"])], Next: null),
            new StepCard(4, "Transfer", GlossaryWord.HandOver, view.Transfer.Step.State, [.. Transfer(view, zone)], NextActs.For(view.Transfer.Step.Next, view, actor)),
        ];
    }

    private IEnumerable<Evidence> Terms(TermsFacts facts)
    {
        yield return new Evidence(Say("Terms", facts.Step.Clear));
        foreach (var one in facts.MixedUp.Take(Examples))
            yield return new Evidence(texts[$"MixUp.{one.Rule}", one.Name, one.Words], one.Address);
        if (facts.MixedUp.Count > Examples)
            yield return new Evidence(texts["More", Number(facts.MixedUp.Count - Examples)]);
    }

    private IEnumerable<Evidence> Architecture(ArchitectureFacts facts, Actor actor)
    {
        yield return new Evidence(Say("Connected", facts.Step.Connected), For(actor, Operation.ManageKeys, "/administration/keys"));
        if (facts.Step.Temporary.All > 0)
            yield return new Evidence(Say("Temporary", facts.Step.Temporary), For(actor, Operation.SeeCleanUp, "/controls/clean-up"));
        if (facts.Step.LongLived.All > 0)
            yield return new Evidence(Say("LongLived", facts.Step.LongLived));
        if (facts.Takers > 0)
            yield return new Evidence(Count("Takers", facts.Takers));
        yield return new Evidence(Say("Budgets", facts.Step.Budgets), For(actor, Operation.SeeBudgets, "/administration/budgets"));
    }

    private IEnumerable<Evidence> Independence(IndependenceFacts facts, StepsView view, TimeZoneInfo zone)
    {
        var timeline = $"/deployments/timeline?environment={view.Environment ?? "*"}&from={Day(view.From, zone)}&to={Day(view.Until, zone)}";
        if (facts.Step.Deployments is 0)
        {
            yield return new Evidence(texts["Count.Deployments.None"], "/deployments");
        }
        else
        {
            yield return new Evidence(Say("Apart", facts.Step.Apart), timeline);
            if (facts.LeadTime is { } median)
                yield return new Evidence(texts["LeadTime", durations.Say(Rounded(median))]);
            yield return new Evidence(Count("Deployments", facts.Step.Deployments), "/deployments");
        }

        if (facts.Unknown > 0)
            yield return new Evidence(Count("Unknown", facts.Unknown));
    }

    private IEnumerable<Evidence> Transfer(StepsView view, TimeZoneInfo zone)
    {
        var facts = view.Transfer;
        yield return new Evidence(Say("ByBusiness", facts.Step.ByBusiness), History("action=released&purpose=business" + (view.Environment is { } there ? "&environment=" + there : ""), view, zone));
        foreach (var one in facts.Looking.Take(Examples))
            yield return new Evidence(texts[$"Looks.{one.Sign}", one.Name], $"/controls/{one.Key}");
        if (facts.Looking.Count > Examples)
            yield return new Evidence(texts["More", Number(facts.Looking.Count - Examples)]);
        yield return new Evidence(Count("HandedOver", facts.Step.HandedOver), History("action=handed-over", view, zone));
        if (facts.TakenBack is > 0 and var back)
            yield return new Evidence(Count("TakenBack", back));
    }

    // A share of nothing is no share.
    private string Say(string name, Part part) => part switch
    {
        { All: 0 } => texts[$"Part.{name}.Nothing"],
        { Count: 0 } => texts[$"Part.{name}.None", Number(part.All)],
        _ when part.Count == part.All => texts[$"Part.{name}.All", Number(part.All)],
        _ => texts[$"Part.{name}.Some", Number(part.Count), Number(part.All)],
    };

    private string Count(string name, int count) => count switch
    {
        0 => texts[$"Count.{name}.None"],
        1 => texts[$"Count.{name}.One"],
        _ => texts[$"Count.{name}.Many", Number(count)],
    };

    // To whole units, as people say it: of a wait of days, the minutes mean nothing.
    private static TimeSpan Rounded(TimeSpan wait)
    {
        var unit = wait >= TimeSpan.FromDays(2) ? TimeSpan.FromDays(1) : wait >= TimeSpan.FromHours(2) ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);
        return unit * Math.Max(1, Math.Round(wait / unit, MidpointRounding.AwayFromZero));
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private static string? For(Actor actor, Operation operation, string address) => AccessRules.Allows(actor, operation) ? address : null;

    private static string History(string filter, StepsView view, TimeZoneInfo zone) =>
        $"/history?{filter}&period=days&from={Day(view.From, zone)}&until={Day(view.Until, zone)}";

    private static string Day(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
