using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.History.Export;

/// <summary>A filter in words, as far as the reader may know the names in it: "environment: Production, text: trade show".</summary>
public sealed class FilterWords(
    HistoryChoicesQuery choices, IEnvironmentDirectory environments, IStringLocalizer<ExportTexts> texts, IStringLocalizer<HistoryTexts> words)
{
    public async Task<string> SayAsync(HistoryFilter filter, Actor reader, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        foreach (var (name, values) in QueryHelpers.ParseQuery(filter.ToAddress().Split('?').ElementAtOrDefault(1)))
        {
            var value = values.ToString();
            if ((name, value) is not ("period", HistoryPeriod.Custom)) // its days say it
                said.Add(Label(name) + ": " + (await ValueAsync(name, value, filter, reader, cancellationToken) ?? value));
        }

        return said.Count is 0 ? texts["Filter.None"] : string.Join(", ", said);
    }

    private string Label(string name) => texts[$"Filter.{name}"] is { ResourceNotFound: false } label ? label : name;

    private async Task<string?> ValueAsync(string name, string value, HistoryFilter filter, Actor reader, CancellationToken cancellationToken) => name switch
    {
        "person" when filter.Person == Guid.Empty => words["Filter.Person.Portal"],
        "person" => (await choices.PeopleAsync(reader, cancellationToken)).FirstOrDefault(person => person.Id == filter.Person)?.Name,
        "control" => await choices.ControlNameAsync(value, reader, cancellationToken),
        "group" => await choices.GroupNameAsync(value, reader, cancellationToken),
        "launch" => filter.Launch is { } launch ? await choices.LaunchNameAsync(launch, reader, cancellationToken) : null,
        "environment" => (await environments.ListAsync(cancellationToken)).FirstOrDefault(environment => environment.Key == value)?.Name,
        "action" when words[$"Action.{value}"] is { ResourceNotFound: false } action => action,
        "source" when filter.Source is { } source => words[$"Source.{source}"],
        "period" => words[$"Period.{value}"],
        _ => null,
    };
}
