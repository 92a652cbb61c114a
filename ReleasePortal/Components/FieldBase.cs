using Microsoft.AspNetCore.Components;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components;

/// <summary>What all fields have: a name, a label, a hint, and the errors of the form that they stand in.</summary>
public abstract class FieldBase : ComponentBase, IDisposable
{
    private string? _registered;

    /// <summary>The field's name in the API's spelling, as errors name it: <c>removeBy</c>, <c>variants.1.value</c>.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>A sentence under the label on what belongs here.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Fields that may stay empty say so behind their label.</summary>
    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The label is read out but not shown: in tables, whose heads say it.</summary>
    [Parameter]
    public bool HideLabel { get; set; }

    /// <summary>Errors from elsewhere than the form around it.</summary>
    [Parameter]
    public FieldErrors? Errors { get; set; }

    [CascadingParameter]
    public FieldForm? Form { get; set; }

    /// <summary>What is wrong with it now.</summary>
    public IReadOnlyList<Sentence> Messages => (Errors ?? Form?.Errors ?? FieldErrors.None).For(Name);

    internal string Id { get; } = "f-" + Guid.NewGuid().ToString("N")[..8];

    internal string? DescribedBy
    {
        get
        {
            var ids = (Hint is null ? "" : Id + "-hint ") + (Messages.Count is 0 ? "" : Id + "-error");
            return ids.Length is 0 ? null : ids.TrimEnd();
        }
    }

    internal string? AriaInvalid => Messages.Count is 0 ? null : "true";

    protected override void OnParametersSet()
    {
        if (_registered == Name)
            return;

        if (_registered is not null)
            Form?.Unregister(_registered);
        Form?.Register(Name);
        _registered = Name;
    }

    public void Dispose()
    {
        Form?.Unregister(Name);
        GC.SuppressFinalize(this);
    }
}
