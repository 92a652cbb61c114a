namespace ReleasePortal.Features.Budgets;

/// <summary>The words of the page of budgets.</summary>
public sealed class BudgetsPageTexts;
