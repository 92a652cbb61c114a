using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Features.Audiences;

/// <summary>One condition: attribute, comparison, values; in which type, where the comparison leaves a choice.</summary>
public sealed partial class ConditionField
{
    [Parameter, EditorRequired]
    public ConditionDraft Condition { get; set; } = null!;

    /// <summary>Its place in the list: errors name it.</summary>
    [Parameter]
    public int Index { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Remove { get; set; }

    private bool IsNew => Condition is { Attribute: "", Values.Count: 0 };

    private IReadOnlyList<(ConditionOperator Value, string Text)> Operators =>
        [.. Enum.GetValues<ConditionOperator>().Select(comparison => (comparison, T[$"Operator.{comparison}"].Value))];

    private IReadOnlyList<(ValueKind Value, string Text)> Types =>
        [.. Enum.GetValues<ValueKind>().Select(kind => (kind, T[$"Type.{kind}"].Value))];

    private IReadOnlyList<(string Value, string Text)> Truths => [("true", T["Truth.True"]), ("false", T["Truth.False"])];

    private string Path(string field) => string.Create(CultureInfo.InvariantCulture, $"conditions.{Index}.{field}");

    private Task SetAttributeAsync(string? attribute) => Set(() => Condition.Attribute = attribute);

    private Task SetOperatorAsync(ConditionOperator comparison) => Set(() =>
    {
        Condition.Operator = comparison;
        ChooseATruth();
    });

    private Task SetTypeAsync(ValueKind type) => Set(() =>
    {
        Condition.Type = type;
        ChooseATruth();
    });

    private Task SetValueAsync(string? value) => Set(() => Condition.Values = string.IsNullOrEmpty(value) ? [] : [value]);

    private Task SetValuesAsync(IReadOnlyList<string> values) => Set(() => Condition.Values = values);

    // The select shows one of the two, so one of the two is what it means.
    private void ChooseATruth()
    {
        if (Condition is { Type: ValueKind.Truth, TakesList: false } && Condition.Values is not ["true" or "false"])
            Condition.Values = ["true"];
    }

    private Task Set(Action set)
    {
        set();
        return Changed.InvokeAsync();
    }
}
